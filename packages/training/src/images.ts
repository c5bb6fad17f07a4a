import { freshMemory, type Memory } from './memory.js';

/** Images [count, height, width, channels] as float32, row-major, already normalised; one label an image. */
export interface LabelledImages {
  readonly images: Float32Array;
  readonly labels: Uint8Array | Int32Array;
  readonly count: number;
}

/** The pictured images in the given order, as one array, and their labels. */
export function gather(
  set: LabelledImages,
  order: Uint32Array,
  first: number,
  count: number,
  memory: Memory = freshMemory,
): { readonly images: Float32Array; readonly labels: Int32Array } {
  const size = set.images.length / set.count;
  const images = memory('images', count * size);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const source = order[first + i]!;
    images.set(set.images.subarray(source * size, (source + 1) * size), i * size);
    labels[i] = set.labels[source]!;
  }
  return { images, labels };
}
