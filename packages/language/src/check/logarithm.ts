import { compare, divide, whole, type Decimal } from './decimal.js';

// Fixed-point logarithm and exponential on big integers, so that log points are the same on every machine.

const digits = 50;
const one = 10n ** BigInt(digits);

const multiply = (a: bigint, b: bigint): bigint => (a * b) / one;

/** ln of a positive fixed-point number: 2 artanh((x - 1) / (x + 1)) after division by powers of two. */
function ln(x: bigint): bigint {
  let halvings = 0n;
  let reduced = x;
  while (reduced > (3n * one) / 2n) {
    reduced /= 2n;
    halvings++;
  }
  while (reduced < (3n * one) / 4n) {
    reduced *= 2n;
    halvings--;
  }
  return artanhSeries(reduced) + (halvings === 0n ? 0n : halvings * lnTwo());
}

function artanhSeries(x: bigint): bigint {
  const ratio = ((x - one) * one) / (x + one);
  const square = multiply(ratio, ratio);
  let power = ratio;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = multiply(power, square);
  }
  return 2n * sum;
}

let two: bigint | undefined;
const lnTwo = (): bigint => (two ??= -artanhSeries(one / 2n));

/** exp of a fixed-point number of moderate size. */
function exp(x: bigint): bigint {
  const parts = x / one + (x < 0n ? -1n : 1n);
  const steps = parts < 0n ? -parts : parts;
  const small = x / steps;
  let term = one;
  let sum = one;
  for (let n = 1n; term !== 0n; n++) {
    term = multiply(term, small) / n;
    sum += term;
  }
  let result = one;
  for (let n = 0n; n < steps; n++) result = multiply(result, sum);
  return result;
}

/** from · (to / from)^(index / last) for positive ends, to 20 significant digits; exact decimals come out exactly. */
export function logPoint(from: Decimal, to: Decimal, index: number, last: number): Decimal {
  if (compare(to, from) < 0) return logPoint(to, from, last - index, last);
  const ratio = divide(to, from, digits);
  const fixed = BigInt(toFixed(ratio));
  const growth = exp((ln(fixed) * BigInt(index)) / BigInt(last));
  const product = { mantissa: growth * from.mantissa, exponent: from.exponent - digits };
  return divide(product, whole(1), 20);
}

const toFixed = (a: Decimal): bigint => {
  const shift = digits + a.exponent;
  return shift >= 0 ? a.mantissa * 10n ** BigInt(shift) : a.mantissa / 10n ** BigInt(-shift);
};
