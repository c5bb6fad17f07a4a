import type { ConductanceEnds, Device } from '../program/device.js';
import { conductanceEnds } from '../program/device.js';
import { cellFraction, isCentred, middleFraction } from './fraction.js';
import type { LayerMatrix, WeightMapping } from './mapping.js';
import { type BiasRow, normalise } from './normalise.js';
import { mappingRefusals, matrixRefusals, targetRefusals } from './refusals.js';
import { requireNone } from '../refusal.js';
import { roundEven } from './round.js';
import { weightScale } from './scale.js';
import { wholeTargets } from './targets.js';
import { type Slicing, slicing } from './slices.js';
import { memoryOf } from './memory.js';

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

/** What may be given to a mapping that is done again and again. */
export interface Remapping {
  /** w_max of every output, where it is not that of these weights: of the layer that they are a part of. */
  readonly scale?: Float64Array;
  /** A layer of the same mapping and at least as many cells, whose targets are overwritten. */
  readonly reuse?: MappedLayer;
}

/** Cells of a layer that are yet to be given their targets: [polarity][slice][cell]. */
type Targets = readonly (readonly Float32Array[])[];

/** Writes the targets value by value, by the definition; returns how many biases were clipped. */
function fillTargets(
  { targets, cuts, matrix, scale, bias }: Filling,
  mapping: WeightMapping,
  { ends, levels }: { readonly ends: ConductanceEnds; readonly levels: number | null },
): number {
  const { w, clippedBiases } = normalise(matrix, scale, bias);
  targets.forEach((slices, polarity) =>
    slices.forEach((plane, slice) => {
      const fraction = cellFraction(mapping, cuts, { sign: polarity === 0 ? 1 : -1, slice });
      for (let at = 0; at < w.length; at++)
        plane[at] = ends.off + toLevel(fraction(w[at]), levels) * ends.range;
    }),
  );
  return clippedBiases;
}

interface Filling {
  readonly targets: Targets;
  readonly cuts: Slicing;
  readonly matrix: LayerMatrix;
  readonly scale: Float64Array;
  readonly bias: BiasRow | null;
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
  { scale: given, reuse }: Remapping = {},
): MappedLayer {
  requireNone([...matrixRefusals(matrix), ...mappingRefusals(mapping), ...targetRefusals(device)]);
  const { levels } = device;
  const ends = conductanceEnds(device);
  const scale = given ?? weightScale(matrix, mapping);
  const cuts = slicing(mapping);
  const inputs = matrix.inputs + (bias === null ? 0 : 1);
  const size = matrix.groups * inputs * matrix.outputs;
  const polarities = mapping.scheme === 'differential_pair' ? [0, 1] : [0];
  const targets = polarities.map((polarity) =>
    cuts.significance.map((_, slice) => memoryOf(reuse?.targets[polarity]?.[slice], size)),
  );
  let clippedBiases = 0;
  if (levels === null && cuts.largest === null && bias === null)
    wholeTargets(matrix, scale, { ends, centred: isCentred(mapping) }, targets.flat());
  else clippedBiases = fillTargets({ targets, cuts, matrix, scale, bias }, mapping, { ends, levels });
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
    targets,
    reference: middle.map((fraction) => Math.fround(ends.off + toLevel(fraction, levels) * ends.range)),
    middle: middle.map((fraction) => ends.off + fraction * ends.range),
    significance: cuts.significance,
    readout: cuts.readout,
  };
}
