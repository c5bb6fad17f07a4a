import { bytesText, FormatError, truncated } from './failure.js';
import type { ReadOptions } from './idx.js';
import { unpack } from './unpack.js';

const SIDE = 32;
const PLANE = SIDE * SIDE;
const CHANNELS = 3;
const RECORD = 1 + CHANNELS * PLANE;
const CLASSES = 10;

export interface CifarBatch {
  readonly count: number;
  /** Pixels 0 … 255 [count, 32, 32, 3]. */
  readonly images: Uint8Array;
  /** Classes 0 … 9 [count]. */
  readonly labels: Uint8Array;
}

function badLabel(label: number, record: number): FormatError {
  return new FormatError(
    `Record ${record + 1} has the label ${label}, but CIFAR-10 labels are 0 to 9; this is no CIFAR-10 binary file.`,
    { kind: 'out_of_range', expected: '0 to 9', found: String(label), at: { byte: record * RECORD } },
  );
}

/** A CIFAR-10 binary batch, plain or gzip: records of one label and the red, green and blue planes; throws FormatError. */
export function readCifar(bytes: Uint8Array, options: ReadOptions = {}): CifarBatch {
  const content = unpack(bytes, options);
  const count = Math.floor(content.length / RECORD);
  const rest = content.length - count * RECORD;
  if (rest > 0) throw partialRecord(content.length, count);
  if (count === 0) throw truncated(RECORD, 0);
  const labels = new Uint8Array(count);
  for (let record = 0; record < count; record++) {
    labels[record] = content[record * RECORD];
    if (labels[record] >= CLASSES) throw badLabel(labels[record], record);
  }
  return { count, images: interleave(content, count), labels };
}

function partialRecord(length: number, count: number): FormatError {
  return new FormatError(
    `The file ends inside record ${count + 1}: ${bytesText(length)} are not a whole number of records of ${bytesText(RECORD)}.`,
    {
      kind: 'truncated',
      expected: `a multiple of ${bytesText(RECORD)}`,
      found: bytesText(length),
      at: { byte: length },
    },
  );
}

function interleave(content: Uint8Array, count: number): Uint8Array {
  const images = new Uint8Array(count * CHANNELS * PLANE);
  let out = 0;
  for (let record = 0; record < count; record++) {
    const red = record * RECORD + 1;
    for (let pixel = red; pixel < red + PLANE; pixel++) {
      images[out++] = content[pixel];
      images[out++] = content[pixel + PLANE];
      images[out++] = content[pixel + 2 * PLANE];
    }
  }
  return images;
}
