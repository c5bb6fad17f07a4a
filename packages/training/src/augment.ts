import type { PlanTraining } from '@kirchhoff/plan';
import { fold, integersBelow, type Key } from '@kirchhoff/random';

type Augment = NonNullable<PlanTraining['augment']>;

/** Draws below a bound for every image of a batch. */
function drawn(key: Key, purpose: string, bound: number, count: number): Uint32Array {
  const out = new Uint32Array(count);
  integersBelow(fold(key, purpose), bound, count, out);
  return out;
}

/** A row of pixels [width x channels], moved right by `by` and mirrored if asked; what is uncovered stays 0. */
function copyRow(
  from: Float32Array,
  to: Float32Array,
  { width, channels, by, mirrored }: { width: number; channels: number; by: number; mirrored: boolean },
): void {
  for (let x = 0; x < width; x++) {
    const seen = x - by;
    if (seen < 0 || seen >= width) continue;
    const source = mirrored ? width - 1 - seen : seen;
    for (let c = 0; c < channels; c++) to[x * channels + c] = from[source * channels + c]!;
  }
}

/**
 * Images [count x height x width x channels] changed at random, each by itself: mirrored left to right with probability 1/2, then
 * moved by up to `shift` pixels each way, then cut at random out of a border of `crop` pixels. Uncovered pixels are 0. A function of the key.
 */
export function augmented(
  images: Float32Array,
  shape: readonly number[],
  { shift, flip, crop }: Augment,
  key: Key,
): Float32Array {
  const [height, width, channels] = shape as [number, number, number];
  const size = height * width * channels;
  const count = images.length / size;
  const moves = ['shift down', 'shift right'].map((name) => drawn(key, name, 2 * shift + 1, count));
  const cuts = ['crop down', 'crop right'].map((name) => drawn(key, name, 2 * crop + 1, count));
  const mirrors = drawn(key, 'flip', 2, count);
  const out = new Float32Array(images.length);
  const row = width * channels;
  for (let image = 0; image < count; image++) {
    const [down, right] = [0, 1].map((axis) => moves[axis]![image]! - shift + cuts[axis]![image]! - crop) as [
      number,
      number,
    ];
    for (let y = Math.max(0, down); y < Math.min(height, height + down); y++) {
      const from = image * size + (y - down) * row;
      const to = image * size + y * row;
      copyRow(images.subarray(from, from + row), out.subarray(to, to + row), {
        width,
        channels,
        by: right,
        mirrored: flip && mirrors[image] === 1,
      });
    }
  }
  return out;
}
