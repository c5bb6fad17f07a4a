import { writeNpy } from '@kirchhoff/formats';
import type { Normalise } from '../src/index.js';
import { DatasetFailure, loadNormalise, normalise } from '../src/index.js';
import { failureOf } from './failureOf.js';
import { memoryReader } from './memoryReader.js';

const f = Math.fround;
const bytes = Uint8Array.from({ length: 2 * 2 * 2 * 3 }, (_, i) => (i * 31) & 255);
const shape = [2, 2, 3] as const;

describe('normalise', () => {
  it('divides bytes by 255 in float32', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    const unit = normalise(all, [16, 16, 1], { kind: 'unit' });
    expect([...unit]).toEqual([...all].map((x) => f(f(x) / f(255))));
    expect(unit[255]).toBe(1);
    expect([...normalise(all, [16, 16, 1], { kind: 'none' })]).toEqual([...all]);
  });

  it('standardises each channel, every operation in float32', () => {
    const mean = [0.49, 0.48, 0.45];
    const deviation = [0.24, 0.25, 0.26];
    const out = normalise(bytes, shape, { kind: 'standard', mean, deviation });
    out.forEach((value, i) => {
      expect(value).toBe(f(f(f(bytes[i] / 255) - f(mean[i % 3])) / f(deviation[i % 3])));
    });
    const one = normalise(bytes, shape, { kind: 'standard', mean: [0.5], deviation: [] });
    expect(one[4]).toBe(f(f(bytes[4] / 255) - 0.5));
  });

  it('subtracts a mean image', () => {
    const mean = Float32Array.from({ length: 12 }, (_, i) => i / 16);
    const out = normalise(bytes, shape, { kind: 'mean_image', mean, deviation: [] });
    expect(out[13]).toBe(f(f(bytes[13] / 255) - mean[1]));
  });

  it('takes floats as they are', () => {
    const floats = Float32Array.of(0.25, 1);
    expect([...normalise(floats, [2, 1, 1], { kind: 'unit' })]).toEqual([0.25, 1]);
    expect([...normalise(floats, [2, 1, 1], { kind: 'standard', mean: [0.25], deviation: [0.5] })]).toEqual([
      0, 1.5,
    ]);
  });

  it('writes where it is told to', () => {
    const out = new Float32Array(new SharedArrayBuffer(4 * bytes.length));
    expect(normalise(bytes, shape, { kind: 'unit' }, out)).toBe(out);
    expect(out).toEqual(normalise(bytes, shape, { kind: 'unit' }));
  });

  const wrong: readonly (readonly [string, Normalise])[] = [
    ['two means for three channels', { kind: 'standard', mean: [1, 2], deviation: [1] }],
    ['a deviation of 0', { kind: 'standard', mean: [0], deviation: [0] }],
    ['a mean image of another size', { kind: 'mean_image', mean: new Float32Array(5), deviation: [] }],
  ];
  it.each(wrong)('refuses %s', (_what, spec) => {
    expect(() => normalise(bytes, shape, spec)).toThrow(DatasetFailure);
  });

  it('refuses floats beyond 0 to 1 as unit', () => {
    expect(() => normalise(Float32Array.of(2), [1, 1, 1], { kind: 'unit' })).toThrow('one pixel is 2.');
  });
});

describe('loadNormalise', () => {
  const image = Float32Array.from({ length: 12 }, (_, i) => i);
  const reader = memoryReader({
    'hwc.npy': writeNpy({ shape: [2, 2, 3], data: image }),
    'chw.npy': writeNpy({ shape: [3, 2, 2], data: image }),
    'flat.npy': writeNpy({ shape: [12], data: image }),
  });
  const load = (name: string): Promise<Normalise> =>
    loadNormalise({ kind: 'mean_image', file: { name }, deviation: [] }, shape, reader);

  it('reads a mean image in either order', async () => {
    expect(await load('hwc.npy')).toEqual({ kind: 'mean_image', mean: image, deviation: [] });
    const turned = [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11];
    expect(await load('chw.npy')).toMatchObject({ mean: Float32Array.from(turned) });
    expect(await loadNormalise({ kind: 'unit' }, shape, reader)).toEqual({ kind: 'unit' });
  });

  it('refuses another shape and a missing file', async () => {
    expect((await failureOf(load('flat.npy'))).kind).toBe('bad_shape');
    expect((await failureOf(load('none.npy'))).kind).toBe('missing');
  });
});
