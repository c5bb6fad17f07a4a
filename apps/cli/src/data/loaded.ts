import type { ImageSet, Normalise } from '@kirchhoff/datasets';
import { normalise } from '@kirchhoff/datasets';
import type { LabelledImages } from '@kirchhoff/training';
import type { DataRecord } from '../record/run-record.js';

/** A data set of a plan, cut as the plan says; images are normalised when they are asked for. */
export interface LoadedData {
  /** [height, width, channels] */
  readonly shape: readonly [number, number, number];
  readonly classes: number;
  readonly train: () => LabelledImages;
  readonly test: () => LabelledImages;
  /** The first `calibration_images` training images; fewer where there are fewer. */
  readonly calibration: () => LabelledImages;
  readonly record: DataRecord;
}

/** Data sets by their identity in the plan. */
export type LoadedSets = ReadonlyMap<string, LoadedData>;

const nothing: LabelledImages = { images: new Float32Array(0), labels: new Uint8Array(0), count: 0 };

/** The images of a part as network inputs, made once. */
export function asInputs(
  set: ImageSet | undefined,
  shape: LoadedData['shape'],
  rule: Normalise,
): () => LabelledImages {
  let made: LabelledImages | undefined;
  return () => {
    made ??=
      set === undefined
        ? nothing
        : {
            images: normalise(set.images, shape, rule, sharedRoom(set.images.length)),
            labels: set.labels,
            count: set.count,
          };
    return made;
  };
}

/** Room for float32 numbers that workers see without copies. */
const sharedRoom = (count: number): Float32Array =>
  new Float32Array(new SharedArrayBuffer(count * Float32Array.BYTES_PER_ELEMENT));

/** The first images of a part. */
export function firstOf(set: ImageSet | undefined, count: number): ImageSet | undefined {
  if (set === undefined || set.count <= count) return set;
  return {
    images: set.images.subarray(0, (set.images.length / set.count) * count),
    labels: set.labels.subarray(0, count),
    count,
  };
}
