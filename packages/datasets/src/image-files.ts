import type { LoadedArray } from './array-file.js';
import { loadArray } from './array-file.js';
import type { Dataset, ImageSet } from './dataset.js';
import { DatasetFailure, wholeText } from './failure.js';
import { labelsOf } from './labels.js';
import type { DataReader } from './reader.js';
import type { ImageSource } from './source.js';

type Shape = Dataset['shape'];

/** [n, h, w, c] as it is, [n, h, w] with one channel; rows of d values are square images where d is a square, else d × 1. */
export function imageShape({ shape, file }: Pick<LoadedArray, 'shape' | 'file'>): Shape {
  const [, height, width, channels] = shape;
  if (shape.length === 4) return [height, width, channels];
  if (shape.length === 3) return [height, width, 1];
  const side = Math.sqrt(height);
  if (shape.length === 2) return Number.isInteger(side) ? [side, side, 1] : [height, 1, 1];
  throw new DatasetFailure(`${file} has the shape ${shape.join(' × ')}, which is no list of images.`, {
    kind: 'bad_shape',
    file,
  });
}

function allBytes(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++)
    if (values[i] < 0 || values[i] > 255 || values[i] !== Math.floor(values[i])) return false;
  return true;
}

/** Whole numbers from 0 to 255 are pixels in bytes; anything else, and every array of float32, stays float32. */
function pixelsOf(data: LoadedArray['data']): Uint8Array | Float32Array {
  const kind = data[Symbol.toStringTag];
  if (kind === 'Uint8Array') return data as Uint8Array;
  if (kind === 'Float32Array') return data as Float32Array;
  return allBytes(data) ? Uint8Array.from(data) : Float32Array.from(data);
}

function labelColumn({ images, labels }: ImageSource): string | undefined {
  const same = images.kind === 'csv' && labels.kind === 'csv' && images.file.name === labels.file.name;
  return same ? (labels.column ?? undefined) : undefined;
}

export interface LoadedImages {
  readonly set: ImageSet;
  readonly shape: Shape;
  readonly images: LoadedArray;
  readonly labels: LoadedArray;
}

/** Images and labels of two files (or two arrays of one), which must agree in number. */
export async function loadImages(source: ImageSource, reader: DataReader): Promise<LoadedImages> {
  const images = await loadArray(source.images, reader, labelColumn(source));
  const labels = await loadArray(source.labels, reader);
  const shape = imageShape(images);
  const count = images.shape[0];
  if (labels.data.length !== labels.shape[0])
    throw new DatasetFailure(
      `${labels.file} has the shape ${labels.shape.join(' × ')}, which is no list of labels.`,
      {
        kind: 'bad_shape',
        file: labels.file,
      },
    );
  if (labels.shape[0] !== count)
    throw new DatasetFailure(
      `${images.file} holds ${wholeText(count)} images, but ${labels.file} holds ${wholeText(labels.shape[0])} labels.`,
      { kind: 'bad_count', file: labels.file },
    );
  const set = { images: pixelsOf(images.data), labels: labelsOf(labels.data, labels.file), count };
  return { set, shape, images, labels };
}
