import type { ConductanceEnds, Device } from '../program/device.js';
import { conductanceEnds } from '../program/device.js';
import { cellFraction, isCentred, middleFraction } from './fraction.js';
import type { LayerMatrix, WeightMapping } from './mapping.js';
import { type BiasRow, normalise } from './normalise.js';
import { mappingRefusals, matrixRefusals, targetRefusals } from './refusals.js';
import { requireNone } from '../refusal.js';
import { roundEven } from './round.js';
import { weightScale } from './scale.js';
import { slicing } from './slices.js';

/** What one layer asks of its cells: target conductances and the way back to weights. */
export interface MappedLayer {
  readonly groups: number;
  /** Word lines, that of a bias included. */
  readonly inputs: number;
  readonly outputs: number;
  /** True where the last word line holds biases. */
  readonly biasRow: boolean;
  /** Biases beyond w_max x_max, which their cells hold clipped. */
  readonly clippedBiases: number;
  readonly mapping: WeightMapping;
  readonly ends: ConductanceEnds;
  /** w_max in units of W [groups x outputs]. */
  readonly scale: Float64Array;
  /** Target conductance [S] by polarity and slice, each [groups x inputs x outputs]. */
  readonly targets: readonly (readonly Float32Array[])[];
  /** Target conductance of the reference cells of each slice, float32 [S]. */
  readonly reference: readonly number[];
  /** G_mid of each slice, float64 [S]. */
  readonly middle: readonly number[];
  /** How often each slice counts. */
  readonly significance: readonly number[];
  /** w = readout x sum of significance x (difference of conductances) / (G_on - G_off). */
  readonly readout: number;
}

/** The part of a device that targets depend on. */
export type TargetDevice = Pick<Device, 'onState' | 'onOffRatio' | 'levels'>;

/** gamma rounded to the nearest of `levels` equally spaced levels, ties to even. */
const toLevel = (fraction: number, levels: number | null): number =>
  levels === null ? fraction : roundEven(fraction * (levels - 1)) / (levels - 1);

/** The targets where w is neither rounded nor sliced, as `cellFraction` says; in a loop without calls, for it runs at every step of a training. */
function wholePlane(w: Float64Array, ends: ConductanceEnds, centred: boolean, sign: number): Float32Array {
  const targets = new Float32Array(w.length);
  const { off, range } = ends;
  if (centred) for (let at = 0; at < w.length; at++) targets[at] = off + ((1 + sign * w[at]) / 2) * range;
  else
    for (let at = 0; at < w.length; at++) {
      const value = sign * w[at];
      targets[at] = off + (value > 0 ? value : 0) * range;
    }
  return targets;
}

/**
 * Targets of every cell of a layer (model.md section 1): scale, precision, slices, scheme and levels, in float64,
 * rounded once to float32. `bias` is given where biases sit on the arrays. Throws a refusal for settings outside the model.
 */
export function mapWeights(
  matrix: LayerMatrix,
  mapping: WeightMapping,
  device: TargetDevice,
  bias: BiasRow | null = null,
): MappedLayer {
  requireNone([...matrixRefusals(matrix), ...mappingRefusals(mapping), ...targetRefusals(device)]);
  const ends = conductanceEnds(device);
  const scale = weightScale(matrix, mapping);
  const cuts = slicing(mapping);
  const conductance = (fraction: number): number => ends.off + toLevel(fraction, device.levels) * ends.range;
  const { w, inputs, clippedBiases } = normalise(matrix, scale, bias);
  const unrounded = device.levels === null && cuts.largest === null;
  const plane = (sign: number, slice: number): Float32Array => {
    if (unrounded) return wholePlane(w, ends, isCentred(mapping), sign);
    const fraction = cellFraction(mapping, cuts, { sign, slice });
    const targets = new Float32Array(w.length);
    for (let at = 0; at < w.length; at++) targets[at] = conductance(fraction(w[at]));
    return targets;
  };
  const signs = mapping.scheme === 'differential_pair' ? [1, -1] : [1];
  const middle = cuts.significance.map((_, slice) => middleFraction(cuts, slice));
  return {
    groups: matrix.groups,
    inputs,
    outputs: matrix.outputs,
    biasRow: bias !== null,
    clippedBiases,
    mapping,
    ends,
    scale,
    targets: signs.map((sign) => cuts.significance.map((_, slice) => plane(sign, slice))),
    reference: middle.map((fraction) => Math.fround(conductance(fraction))),
    middle: middle.map((fraction) => ends.off + fraction * ends.range),
    significance: cuts.significance,
    readout: cuts.readout,
  };
}
