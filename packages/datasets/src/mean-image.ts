import { readNpy } from '@kirchhoff/formats';
import type { Dataset } from './dataset.js';
import { DatasetFailure } from './failure.js';
import { findFile, inFile } from './find-file.js';
import type { Normalise } from './normalise.js';
import type { DataReader } from './reader.js';

/** A plan's rule of normalisation, whose mean image is still a file. */
export type NormaliseSpec =
  | Exclude<Normalise, { readonly kind: 'mean_image' }>
  | {
      readonly kind: 'mean_image';
      readonly file: { readonly name: string };
      readonly deviation: readonly number[];
    };

function badShape(file: string, found: readonly number[], shape: Dataset['shape']): DatasetFailure {
  const expected = shape.join(' × ');
  return new DatasetFailure(
    `The mean image ${file} is ${found.join(' × ')}, but the images are ${expected}.`,
    {
      kind: 'bad_shape',
      file,
    },
  );
}

/** A mean image from an NPY file of [height, width, channels] or [channels, height, width], as [height, width, channels]. */
export async function loadMeanImage(
  name: string,
  shape: Dataset['shape'],
  reader: DataReader,
): Promise<Float32Array> {
  const { name: file, bytes } = await findFile(reader, name);
  const { shape: found, data } = inFile(file, () => readNpy(bytes));
  const [height, width, channels] = shape;
  const sizes = found.join();
  if (sizes === shape.join() || (channels === 1 && sizes === `${height},${width}`))
    return Float32Array.from(data);
  if (sizes !== `${channels},${height},${width}`) throw badShape(file, found, shape);
  const pixels = height * width;
  return Float32Array.from(
    { length: data.length },
    (_, i) => data[(i % channels) * pixels + Math.floor(i / channels)],
  );
}

/** The rule with its mean image read. */
export async function loadNormalise(
  spec: NormaliseSpec,
  shape: Dataset['shape'],
  reader: DataReader,
): Promise<Normalise> {
  if (spec.kind !== 'mean_image') return spec;
  return {
    kind: 'mean_image',
    mean: await loadMeanImage(spec.file.name, shape, reader),
    deviation: spec.deviation,
  };
}
