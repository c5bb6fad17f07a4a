import type { Dataset } from './dataset.js';
import { DatasetFailure } from './failure.js';

/**
 * How pixels become inputs. Bytes are first divided by 255 (but for `none`), floats are taken as they are. `standard`
 * subtracts the mean and divides by the deviation of each channel; `mean_image` subtracts an image [height, width,
 * channels]. One mean or deviation serves all channels, none means 0 or 1.
 */
export type Normalise =
  | { readonly kind: 'unit' }
  | { readonly kind: 'none' }
  | { readonly kind: 'standard'; readonly mean: readonly number[]; readonly deviation: readonly number[] }
  | { readonly kind: 'mean_image'; readonly mean: Float32Array; readonly deviation: readonly number[] };

const f = Math.fround;

function perChannel(
  values: readonly number[],
  channels: number,
  what: string,
  missing: number,
): Float32Array {
  if (values.length > 1 && values.length !== channels)
    throw new DatasetFailure(
      `The ${what} has ${values.length} values, but the images have ${channels} channels.`,
      {
        kind: 'bad_shape',
      },
    );
  return Float32Array.from({ length: channels }, (_, i) => values[values.length === 1 ? 0 : i] ?? missing);
}

function meanOf(spec: Normalise, shape: Dataset['shape']): Float32Array {
  const [height, width, channels] = shape;
  if (spec.kind !== 'mean_image')
    return perChannel(spec.kind === 'standard' ? spec.mean : [], channels, 'mean', 0);
  if (spec.mean.length !== height * width * channels)
    throw new DatasetFailure(
      `The mean image has ${spec.mean.length} values; images are ${shape.join(' × ')}.`,
      {
        kind: 'bad_shape',
      },
    );
  return spec.mean;
}

function deviationOf(spec: Normalise, channels: number): Float32Array {
  const values = spec.kind === 'standard' || spec.kind === 'mean_image' ? spec.deviation : [];
  const deviation = perChannel(values, channels, 'deviation', 1);
  if (deviation.every((value) => value > 0 && value < Infinity)) return deviation;
  throw new DatasetFailure('A deviation to divide by must be above 0.', { kind: 'bad_value' });
}

/** Value of each byte before the mean is subtracted [256]. */
const byteTable = (divide: boolean): Float32Array =>
  Float32Array.from({ length: 256 }, (_, byte) => (divide ? byte / 255 : byte));

function checkUnit(images: Float32Array): void {
  const at = images.findIndex((value) => !(value >= 0 && value <= 1));
  if (at < 0) return;
  throw new DatasetFailure(
    `Images of floats must lie between 0 and 1 to be normalised to that range; one pixel is ${images[at]}.`,
    { kind: 'bad_value' },
  );
}

/**
 * Images [n, height, width, channels] as float32 inputs of the same layout, every operation rounded to float32:
 * (x / 255 − mean) / deviation. They are written to `out`, for example in shared memory. Throws DatasetFailure where the spec
 * does not fit the images.
 */
export function normalise(
  images: Uint8Array | Float32Array,
  shape: Dataset['shape'],
  spec: Normalise,
  out: Float32Array = new Float32Array(images.length),
): Float32Array {
  if (images.BYTES_PER_ELEMENT === 1) {
    const table = byteTable(spec.kind !== 'none');
    for (let i = 0; i < out.length; i++) out[i] = table[images[i]];
  } else {
    if (spec.kind === 'unit') checkUnit(images as Float32Array);
    out.set(images);
  }
  if (spec.kind === 'standard' || spec.kind === 'mean_image') standardise(out, shape, spec);
  return out;
}

function standardise(values: Float32Array, shape: Dataset['shape'], spec: Normalise): void {
  const channels = shape[2];
  const mean = meanOf(spec, shape);
  const deviation = deviationOf(spec, channels);
  for (let start = 0; start < values.length; start += mean.length)
    for (let i = 0; i < mean.length; i++)
      values[start + i] = f(f(values[start + i] - mean[i]) / deviation[i % channels]);
}
