import { sharedFloats, sharedInputs, sharedIntegers } from '../src/shared.js';
import { inputsOf, planOf } from './study.js';

/** Every typed array in a value. */
function arraysIn(value: unknown): Uint8Array[] {
  if (ArrayBuffer.isView(value)) return [value as Uint8Array];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(arraysIn);
}

describe('shared memory', () => {
  it('holds a copy, once', () => {
    const own = Float32Array.of(1, 2.5, -3);
    const shared = sharedFloats(own);
    expect(shared.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...shared]).toEqual([1, 2.5, -3]);
    expect(sharedFloats(shared)).toBe(shared);
    own[0] = 9;
    expect(shared[0]).toBe(1);
    expect([...sharedIntegers(Uint8Array.of(3, 255))]).toEqual([3, 255]);
  });

  it('holds all images, labels and weights of a run', () => {
    const inputs = inputsOf(planOf());
    const shared = sharedInputs(inputs);
    const arrays = arraysIn(shared);
    expect(arrays).toHaveLength(arraysIn(inputs).length);
    for (const { buffer } of arrays) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(JSON.stringify(shared)).toBe(JSON.stringify(inputs));
  });
});
