import type { ImageSet } from './dataset.js';
import { DatasetFailure, wholeText } from './failure.js';

/** The first `wanted` images in file order (null: all), without copying; fails where there are fewer. */
export function firstImages(set: ImageSet, wanted: number | null | undefined, what: string): ImageSet {
  if (wanted === null || wanted === undefined || wanted === set.count) return set;
  if (wanted > set.count)
    throw new DatasetFailure(
      `${what} has ${wholeText(set.count)} images, but ${wholeText(wanted)} are asked for.`,
      { kind: 'bad_count' },
    );
  const size = set.images.length / set.count;
  return {
    images: set.images.subarray(0, wanted * size),
    labels: set.labels.subarray(0, wanted),
    count: wanted,
  };
}
