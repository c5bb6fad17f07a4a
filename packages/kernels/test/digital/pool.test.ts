import fc from 'fast-check';
import { pad } from '../../src/digital/pad.js';
import { averagePool, globalAveragePool, maxPool } from '../../src/digital/pool.js';
import { sizeOf, windowPositions } from '../../src/digital/window.js';
import type { ImageShape, Window } from '../../src/digital/window.js';
import { draw } from '../products/draws.js';
import { distance, pixel, under } from './twins.js';

const pair = (max: number) => fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));
const edge = fc.integer({ min: 0, max: 3 });
const pools = fc.record({
  extent: pair(8),
  channels: fc.integer({ min: 1, max: 3 }),
  size: pair(4),
  stride: pair(3),
  dilation: pair(2),
  padding: fc.tuple(edge, edge, edge, edge),
});

const IMAGES = 2;

type Pool = typeof pools extends fc.Arbitrary<infer T> ? T : never;

function setUp({ extent, channels, ...window }: Pool) {
  const shape: ImageShape = { height: extent[0], width: extent[1], channels };
  const places = windowPositions(shape, window);
  const input = draw(extent[0] + 10 * extent[1], IMAGES * sizeOf(shape));
  return { shape, window, input, out: new Float32Array(IMAGES * sizeOf(places)).fill(NaN) };
}

/** One value per image, position and channel from the pixels inside the image. */
function twin(
  input: Float32Array,
  shape: ImageShape,
  window: Window,
  reduce: (values: readonly number[]) => number,
): number[] {
  const { height, width, channels } = windowPositions(shape, window);
  return Array.from({ length: IMAGES * height * width * channels }, (_, i) => {
    const place = Math.floor(i / channels);
    const [image, row] = [Math.floor(place / (height * width)), Math.floor(place / width) % height];
    const values = under(input, shape, window, [image, row, place % width, i % channels]);
    const inside = values.filter((value) => value !== undefined);
    return inside.length === 0 ? 0 : reduce(inside);
  });
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

describe('pooling', () => {
  it('takes the largest pixel inside the image', () => {
    const law = (pool: Pool) => {
      const { shape, window, input, out } = setUp(pool);
      maxPool(input, shape, window, out);
      expect(Array.from(out)).toEqual(twin(input, shape, window, (values) => Math.max(...values)));
    };
    fc.assert(fc.property(pools, law));
  });

  it('takes the mean of the pixels inside the image', () => {
    const law = (pool: Pool) => {
      const { shape, window, input, out } = setUp(pool);
      averagePool(input, shape, window, out);
      expect(distance(out, twin(input, shape, window, meanOf))).toBeLessThan(1e-6);
    };
    fc.assert(fc.property(pools, law));
  });

  it('divides by the pixels, not by the window', () => {
    const window = { size: [2, 2], stride: [2, 2], padding: [1, 0, 1, 0] } as const;
    const out = new Float32Array(1);
    averagePool(Float32Array.of(7), { height: 1, width: 1, channels: 1 }, window, out);
    expect(out[0]).toBe(7);
  });

  it('keeps NaN, which no comparison finds', () => {
    const window = { size: [1, 3], stride: [1, 3], padding: [0, 0, 0, 0] } as const;
    const out = new Float32Array(3);
    const input = Float32Array.of(NaN, 1, 2, 1, NaN, 2, 1, 2, NaN);
    maxPool(input, { height: 1, width: 9, channels: 1 }, window, out);
    expect(Array.from(out)).toEqual([NaN, NaN, NaN]);
  });

  it('averages whole images', () => {
    const shape = { height: 5, width: 7, channels: 3 };
    const input = draw(1, IMAGES * sizeOf(shape));
    const out = new Float32Array(IMAGES * 3 + 1).fill(9);
    globalAveragePool(input, shape, out);
    const whole = { size: [5, 7], stride: [1, 1], padding: [0, 0, 0, 0] } as const;
    expect(distance(out.subarray(0, 6), twin(input, shape, whole, meanOf))).toBeLessThan(1e-6);
    expect(out[6]).toBe(9);
  });
});

describe('padding', () => {
  it.each([0, -2.5])('surrounds images with %d', (value) => {
    const shape = { height: 2, width: 3, channels: 2 };
    const input = draw(3, IMAGES * sizeOf(shape));
    const out = new Float32Array(IMAGES * 5 * 8 * 2).fill(NaN);
    pad(input, shape, { padding: [1, 2, 3, 2], channels: [0, 0], value }, out);
    const expected = Array.from(out, (_, i) => {
      const [channel, x, y] = [i % 2, (i >> 1) % 8, Math.floor(i / 16) % 5];
      return pixel(input, shape, [Math.floor(i / 80), y - 1, x - 3, channel]) ?? value;
    });
    expect(Array.from(out)).toEqual(expected);
  });
});
