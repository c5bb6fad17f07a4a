import fc from 'fast-check';
import {
  add,
  compare,
  decimalOf,
  decimalText,
  divide,
  fits,
  scaled,
  subtract,
  toNumber,
  whole,
  type Decimal,
} from '../../src/check/decimal.js';
import { logPoint } from '../../src/check/logarithm.js';

const decimal = (text: string): Decimal => {
  const value = decimalOf(text);
  if (!value) throw new Error(text);
  return value;
};

describe('decimal', () => {
  it('is the double of its literal', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999, max: 999_999 }),
        fc.integer({ min: -20, max: 20 }),
        (mantissa, exponent) => {
          expect(toNumber(decimal(`${mantissa}e${exponent}`))).toBe(Number(`${mantissa}e${exponent}`) + 0);
        },
      ),
    );
  });

  it('shifts prefixes without rounding twice', () => {
    expect(toNumber(scaled(decimal('100'), 1n, -6))).toBe(100e-6);
    expect(toNumber(scaled(decimal('5.3'), 1n, -6))).toBe(5.3e-6);
    expect(toNumber(scaled(decimal('99.9'), 1n, -2))).toBe(0.999);
    expect(toNumber(scaled(decimal('1.5'), 86_400n, 0))).toBe(129_600);
  });

  it('prints what it reads', () => {
    for (const text of ['0', '0.05', '-1.1731', '10350', '1e-9', '2.5e20', '0.00001', '123456789012345']) {
      expect(decimalText(decimal(text))).toBe(text);
    }
  });

  it('adds, subtracts and divides exactly where that is possible', () => {
    expect(toNumber(add(decimal('0.1'), decimal('0.2')))).toBe(0.3);
    expect(toNumber(subtract(decimal('0.3'), decimal('0.1')))).toBe(0.2);
    expect(decimalText(divide(decimal('30'), whole(4)))).toBe('7.5');
    expect(decimalText(divide(decimal('1'), whole(3), 6))).toBe('0.333333');
    expect(fits(decimal('0.3'), decimal('0.025'))).toEqual({ times: 12n, exact: true });
    expect(fits(decimal('30'), decimal('7'))).toEqual({ times: 4n, exact: false });
  });

  it('refuses numbers that would fill the memory', () => {
    expect(decimalOf('1e999999999')).toBeUndefined();
    expect(decimalOf('9'.repeat(1000))).toBeUndefined();
  });
});

describe('logPoint', () => {
  it('meets exact decimals exactly', () => {
    const values = Array.from({ length: 7 }, (_, n) =>
      toNumber(logPoint(decimal('1'), decimal('1000'), n, 6)),
    );
    expect(values[2]).toBe(10);
    expect(values[4]).toBe(100);
    expect(values[1]).toBe(Math.sqrt(10));
  });

  it('agrees with the exponential to the last digits, upwards and downwards', () => {
    const positive = fc.integer({ min: 1, max: 1_000_000_000 });
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 1, max: 20 }), (a, b, last) => {
        for (let n = 0; n <= last; n++) {
          const value = toNumber(logPoint(whole(a), whole(b), n, last));
          const expected = a * Math.exp((n / last) * Math.log(b / a));
          expect(Math.abs(value / expected - 1)).toBeLessThan(1e-13);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('orders its points', () => {
    const points = Array.from({ length: 20 }, (_, n) => logPoint(decimal('1e-9'), decimal('1e9'), n, 19));
    points.slice(1).forEach((point, n) => expect(compare(points[n], point)).toBe(-1));
  });
});
