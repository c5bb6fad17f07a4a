/** An exact decimal number: mantissa · 10^exponent. */
export interface Decimal {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** Most digits and largest power of ten that a study may write; beyond, the text is refused (K316). */
const mostDigits = 60;
const largestPower = 320;

export const zero: Decimal = { mantissa: 0n, exponent: 0 };

export const whole = (value: number | bigint): Decimal => ({ mantissa: BigInt(value), exponent: 0 });

/** The number of a decimal literal, or undefined when it has too many digits or too large a power of ten. */
export function decimalOf(text: string): Decimal | undefined {
  const match = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match || text.length > mostDigits) return undefined;
  const [, sign, head, tail, power] = match;
  if (head + tail === '') return undefined;
  const exponent = Number(power ?? 0) - tail.length;
  if (Math.abs(exponent) > largestPower) return undefined;
  const mantissa = BigInt(head + tail);
  return trimmed({ mantissa: sign === '-' ? -mantissa : mantissa, exponent });
}

/** Times factor · 10^exponent. */
export const scaled = (a: Decimal, factor: bigint, exponent: number): Decimal =>
  trimmed({ mantissa: a.mantissa * factor, exponent: a.exponent + exponent });

export function add(a: Decimal, b: Decimal): Decimal {
  const [x, y, exponent] = aligned(a, b);
  return trimmed({ mantissa: x + y, exponent });
}

export const negate = (a: Decimal): Decimal => ({ mantissa: -a.mantissa, exponent: a.exponent });
export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b));
export const times = (a: Decimal, b: Decimal): Decimal =>
  trimmed({ mantissa: a.mantissa * b.mantissa, exponent: a.exponent + b.exponent });

/** -1, 0 or 1. */
export function compare(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export const isZero = (a: Decimal): boolean => a.mantissa === 0n;

/** a / b rounded to `digits` significant digits; exact where it terminates within them. */
export function divide(a: Decimal, b: Decimal, digits = 25): Decimal {
  const shift = Math.max(0, digits + length(b.mantissa) - length(a.mantissa));
  const numerator = a.mantissa * 10n ** BigInt(shift);
  const doubled = (2n * numerator) / b.mantissa;
  const rounded = doubled >= 0n ? (doubled + 1n) / 2n : (doubled - 1n) / 2n;
  return trimmed({ mantissa: rounded, exponent: a.exponent - b.exponent - shift });
}

/** Largest whole number of times that b fits into a; both positive. */
export function fits(a: Decimal, b: Decimal): { readonly times: bigint; readonly exact: boolean } {
  const [x, y] = aligned(a, b);
  return { times: x / y, exact: x % y === 0n };
}

/** The nearest double: the same as writing the decimal as a literal. */
export const toNumber = (a: Decimal): number => Number(`${a.mantissa}e${a.exponent}`);

export function isWhole(a: Decimal): boolean {
  return a.exponent >= 0 || a.mantissa === 0n;
}

/** Rounded half away from zero to a whole number. */
export function rounded(a: Decimal): Decimal {
  if (a.exponent >= 0) return a;
  const unit = 10n ** BigInt(-a.exponent);
  const half = a.mantissa >= 0n ? unit / 2n : -unit / 2n;
  return whole((a.mantissa + half) / unit);
}

/** Plain notation between 1e-6 and 1e15, else with an exponent; at most `digits` significant digits. */
export function decimalText(a: Decimal, digits = 40): string {
  const short = shortened(trimmed(a), digits);
  const figures = (short.mantissa < 0n ? -short.mantissa : short.mantissa).toString();
  const sign = short.mantissa < 0n ? '-' : '';
  const point = figures.length + short.exponent;
  if (point > 15 || point < -5) {
    const tail = figures.length > 1 ? `.${figures.slice(1)}` : '';
    return `${sign}${figures[0]}${tail}e${point - 1}`;
  }
  if (short.exponent >= 0) return `${sign}${figures}${'0'.repeat(short.exponent)}`;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${figures}`;
  return `${sign}${figures.slice(0, point)}.${figures.slice(point)}`;
}

function shortened(a: Decimal, digits: number): Decimal {
  const extra = length(a.mantissa) - digits;
  if (extra <= 0) return a;
  const unit = 10n ** BigInt(extra);
  const half = a.mantissa >= 0n ? unit / 2n : -unit / 2n;
  return trimmed({ mantissa: (a.mantissa + half) / unit, exponent: a.exponent + extra });
}

const length = (mantissa: bigint): number => (mantissa < 0n ? -mantissa : mantissa).toString().length;

function aligned(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [lift(a, exponent), lift(b, exponent), exponent];
}

const lift = (a: Decimal, exponent: number): bigint => a.mantissa * 10n ** BigInt(a.exponent - exponent);

function trimmed(a: Decimal): Decimal {
  if (a.mantissa === 0n) return zero;
  let { mantissa, exponent } = a;
  while (mantissa % 10n === 0n) {
    mantissa /= 10n;
    exponent++;
  }
  return { mantissa, exponent };
}
