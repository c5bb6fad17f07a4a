import { isCentred } from '../map/fraction.js';
import type { LayerMatrix, WeightMapping } from '../map/mapping.js';
import { mappingRefusals, matrixRefusals, targetRefusals } from '../map/refusals.js';
import { requireNone } from '../refusal.js';
import { type ConductanceEnds, conductanceEnds, type Device } from './device.js';
import { type LayerProgram, layerProgram } from './plane.js';
import type { Programming } from './program.js';
import { programmingRefusals } from './refusals.js';

/** Pairs of cells that hold a weight each, unrounded, drawn once: from the weights to those that the cells stand for. */
export interface PairProgram extends LayerProgram {
  /** [groups x inputs x outputs] */
  readonly weights: Float32Array;
  readonly out: Float32Array;
  /** w_max in units of W [groups x outputs]. */
  readonly scale: Float64Array;
  /** Whether w = 0 sits at mid-range. */
  readonly centred: boolean;
  readonly ends: ConductanceEnds;
}

/** The pairs of a layer; null where weights or cells need the definition. Throws their refusals. */
export function pairProgram(
  matrix: LayerMatrix,
  scale: Float64Array,
  mapping: WeightMapping,
  device: Device,
  programming: Programming,
): Omit<PairProgram, 'out'> | null {
  const { scheme, bits, cells } = mapping;
  if (scheme !== 'differential_pair' || bits !== null || cells !== 1 || device.levels !== null) return null;
  if (device.programming?.kind === 'saturating' && programming.readVoltage === undefined) return null;
  requireNone([
    ...matrixRefusals(matrix),
    ...mappingRefusals(mapping),
    ...targetRefusals(device),
    ...programmingRefusals(device),
  ]);
  const ends = conductanceEnds(device);
  const common = layerProgram({ ...matrix, ends }, device, programming);
  return common && { ...common, weights: matrix.weights, scale, centred: isCentred(mapping), ends };
}
