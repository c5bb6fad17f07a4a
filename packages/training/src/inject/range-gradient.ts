import {
  calibratesPatches,
  type InputCoding,
  type Kernels,
  type RangeArray,
  type RangeArrays,
  rangeSlopes,
} from '@kirchhoff/kernels';
import type { PlanNetwork } from '@kirchhoff/plan';
import type { ReadableLayer } from './hardware.js';
import { outputsOf } from './layer.js';
import { forRows } from './rows.js';

/**
 * What the gradient of a range is multiplied with: 1 / sqrt(N q), N the values of an image that the range rounds and q its largest code.
 * Esser et al. 2020.
 */
const gentle = (values: number, largest: number): number =>
  values > 0 ? 1 / Math.sqrt(values * largest) : 0;

/** Activations of a batch on their way to the word lines, and the slopes of the loss by what arrives there. */
export interface Driving {
  readonly x: Float32Array;
  readonly codes: Float32Array;
  readonly slopes: Float32Array;
  readonly images: number;
}

/**
 * d loss / d ln(x_max), scaled: an activation within the range follows it by its rounding error, one beyond by the whole range.
 * Choi et al. 2018 (beyond), Esser et al. 2020 (within).
 */
export function inputSlope(
  { maximum, fullDrive, signed }: InputCoding,
  { x, codes, slopes, images }: Driving,
): number {
  const unit = maximum / fullDrive;
  const lowest = signed ? -maximum : 0;
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    sum += slopes[i]! * (codes[i]! * unit - (value <= maximum && value >= lowest ? value : 0));
  }
  return sum * gentle(x.length / images, fullDrive);
}

function scaled(slopes: RangeArray, conversions: RangeArray, images: number, largest: number): Float32Array {
  return slopes.data.map((slope, i) => slope * gentle(conversions.data[i]! / images, largest));
}

/** Gradients by the ranges behind a layer's word lines, scaled; arrays as the ranges are kept. */
export interface ConverterSlopes {
  readonly adc: Float32Array;
  readonly references: Float32Array | null;
  /** By ln(x_max): full scales are in units of x_max. */
  readonly input: number;
}

/** A batch on its way through a layer's converters; `slopes` and `within` are [images x ... x outputs]. */
export interface Converting {
  readonly driven: Float32Array;
  /** Of the loss by the layer's own sum; overwritten. */
  readonly slopes: Float32Array;
  /** Receives the share of every sum that lies within the ranges. */
  readonly within: Float32Array;
  readonly images: number;
}

/** d loss / d ln(range) of the converters of a layer. */
export function converterSlopes(
  kernels: Kernels,
  network: PlanNetwork,
  { drawn, settings }: ReadableLayer,
  { driven, slopes, within, images }: Converting,
): ConverterSlopes {
  const { programmed, form, layer } = drawn;
  const outStride = outputsOf(layer.node);
  const outputs = programmed.mapped.outputs;
  form.unfoldSlopes(slopes);
  const gradient = rangeSlopes(kernels, programmed, settings);
  const takesPatches = calibratesPatches(kernels, programmed.mapped, settings.coding);
  forRows(layer.node, network, driven, takesPatches, ({ first, ...rows }) => {
    const [from, to] = [first * outStride, (first + rows.count) * outStride];
    gradient.add({
      ...rows,
      slopes: slopes.subarray(from, to),
      within: within.subarray(from, to),
      slopeStride: outStride,
      slopeColumn: rows.group * outputs,
    });
  });
  const { slopes: found, conversions, total, largest } = gradient.finish();
  const of = (name: keyof RangeArrays): Float32Array | null =>
    found[name] && scaled(found[name], conversions[name]!, images, largest);
  return {
    adc: of('weights')!,
    references: of('references'),
    input: total * gentle(driven.length / images, settings.coding.fullDrive),
  };
}
