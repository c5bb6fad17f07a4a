import fc from 'fast-check';
import type { InputSettings } from '../../src/input/coding.js';
import { observeInputs } from '../../src/input/observe.js';
import { inputCoding, quantiseInputs } from '../../src/input/quantise.js';
import { oracleInput } from '../../src/oracle/input.js';
import { isRefusalError } from '../../src/refusal.js';

const settings: InputSettings = {
  bits: 8,
  encoding: 'amplitude',
  sliceBits: 1,
  range: { kind: 'calibrated', keep: 1 },
  readVoltage: 0.2,
};

it('is unsigned unless a calibration input was negative or the range begins below zero', () => {
  const fixed = (low: number) => ({ ...settings, range: { kind: 'fixed', low, high: 2 } as const });
  expect(inputCoding(settings, { negative: false, quantile: 3 })).toEqual({
    bits: 8,
    signed: false,
    maximum: 3,
    fullDrive: 255,
  });
  expect(inputCoding(settings, { negative: true, quantile: 3 })).toEqual({
    bits: 8,
    signed: true,
    maximum: 3,
    fullDrive: 127,
  });
  expect(inputCoding(fixed(0), { negative: false, quantile: 3 }).maximum).toBe(2);
  expect(inputCoding(fixed(-2), { negative: false, quantile: 3 }).signed).toBe(true);
  expect(inputCoding(fixed(0), { negative: true, quantile: 3 }).signed).toBe(true);
  expect(inputCoding({ ...settings, bits: null }, { negative: true, quantile: 3 }).fullDrive).toBe(3);
});

it('refuses one signed bit', () => {
  let error: unknown;
  try {
    inputCoding({ ...settings, bits: 1 }, { negative: true, quantile: 1 });
  } catch (thrown) {
    error = thrown;
  }
  expect(isRefusalError(error) && error.refusal.setting).toBe('inputs.bits');
});

it('gives integer codes within half a step of the activation, clipped', () => {
  const single = fc.float({ min: -4, max: 4, noNaN: true });
  fc.assert(
    fc.property(fc.array(single), fc.integer({ min: 2, max: 12 }), fc.boolean(), (values, bits, signed) => {
      const coding = inputCoding({ ...settings, bits }, { negative: signed, quantile: 1.7 });
      const codes = quantiseInputs(Float32Array.from(values), coding);
      codes.forEach((code, at) => {
        expect(Number.isInteger(code)).toBe(true);
        const clipped = Math.min(1.7, Math.max(signed ? -1.7 : 0, values[at]));
        expect(Math.abs((code * 1.7) / coding.fullDrive - clipped)).toBeLessThanOrEqual(
          (0.5001 * 1.7) / coding.fullDrive,
        );
        const exact = oracleInput(values[at], { inputBits: bits, inputsSigned: signed, inputMaximum: 1.7 });
        expect(Math.abs(code - exact * coding.fullDrive)).toBeLessThanOrEqual(1 + 1e-9);
      });
    }),
  );
});

it('rounds halves to even, sends NaN and an empty range to 0, and works in place', () => {
  const coding = { bits: 3, signed: true, maximum: 3, fullDrive: 3 };
  const values = Float32Array.of(0.5, 1.5, 2.5, -0.5, -1.5, NaN, Infinity, -Infinity);
  expect(Array.from(quantiseInputs(values, coding, values))).toEqual([0, 2, 2, 0, -2, 0, 3, -3]);
  expect(Array.from(quantiseInputs(Float32Array.of(1, -1), { ...coding, maximum: 0 }))).toEqual([0, 0]);
  expect(Array.from(quantiseInputs(Float32Array.of(0.3), { ...coding, bits: null }))).toEqual([
    Math.fround(0.3),
  ]);
});

it('observes the quantile of magnitudes and any negative input', () => {
  const observer = observeInputs(5, 0.5);
  observer.add(Float32Array.of(1, 2, 3));
  observer.add(Float32Array.of(-4, 0));
  expect(observer.finish()).toEqual({ negative: true, quantile: 2 });
});
