import { mapWeights } from '../map/map.js';
import type { LayerMatrix, WeightMapping } from '../map/mapping.js';
import type { MappedLayer } from '../map/map.js';
import { weightScale } from '../map/scale.js';
import type { Device } from '../program/device.js';
import { pairProgram } from '../program/pairs.js';
import { type Programming, type ProgrammedLayer, programLayer } from '../program/program.js';
import { effectiveWeights } from './effective.js';

/** Weights in work at a time, about: with everything on the way they stay in the second cache. */
const TOGETHER = 16384;

/** A part of a layer: some rows of one group, or all rows of some groups. */
interface Block {
  readonly firstGroup: number;
  readonly groups: number;
  readonly firstRow: number;
  readonly rows: number;
}

function blocksOf({ groups, inputs, outputs }: LayerMatrix): Block[] {
  const blocks: Block[] = [];
  const whole = Math.floor(TOGETHER / (inputs * outputs));
  if (whole > 0) {
    for (let firstGroup = 0; firstGroup < groups; firstGroup += whole)
      blocks.push({ firstGroup, groups: Math.min(whole, groups - firstGroup), firstRow: 0, rows: inputs });
    return blocks;
  }
  const together = Math.max(1, Math.floor(TOGETHER / outputs));
  for (let firstGroup = 0; firstGroup < groups; firstGroup++)
    for (let firstRow = 0; firstRow < inputs; firstRow += together)
      blocks.push({ firstGroup, groups: 1, firstRow, rows: Math.min(together, inputs - firstRow) });
  return blocks;
}

/** Whether a layer's cells can be drawn part by part: not where read-out divides by what all of them measure. */
export const drawsByParts = ({ drift }: Device): boolean => drift?.compensate !== 'global';

/**
 * Draws the cells of a layer and writes the weights they stand for: bit by bit what `effectiveWeights` makes of `programLayer` of
 * `mapWeights`, but part by part, so that the layer's planes never exist. Biases are digital. Throws a RangeError where `drawsByParts`
 * is false, and their refusals.
 */
export function drawnWeights(
  matrix: LayerMatrix,
  mapping: WeightMapping,
  device: Device,
  programming: Omit<Programming, 'reuse' | 'place'>,
  out: Float32Array = new Float32Array(matrix.weights.length),
): Float32Array {
  if (!drawsByParts(device)) throw new RangeError('a decay measured over the layer needs all of its cells');
  const { outputs, inputs, weights } = matrix;
  const { kernels } = programming;
  const scale = weightScale(matrix, mapping, kernels?.pointwise);
  const pairs = kernels && pairProgram(matrix, scale, mapping, device, programming);
  if (pairs && kernels.pairs({ ...pairs, out })) return out;
  let last: { readonly mapped: MappedLayer; readonly programmed: ProgrammedLayer } | undefined;
  for (const { firstGroup, groups, firstRow, rows } of blocksOf(matrix)) {
    const first = (firstGroup * inputs + firstRow) * outputs;
    const end = first + groups * rows * outputs;
    const part = { groups, inputs: rows, outputs, weights: weights.subarray(first, end) };
    const mapped: MappedLayer = mapWeights(part, mapping, device, null, {
      scale: scale.subarray(firstGroup * outputs, (firstGroup + groups) * outputs),
      ...(last && { reuse: last.mapped }),
    });
    const programmed: ProgrammedLayer = programLayer(mapped, device, {
      ...programming,
      place: { firstGroup, firstRow },
      ...(last && { reuse: last.programmed }),
    });
    effectiveWeights(programmed, out.subarray(first, end));
    last ??= { mapped, programmed };
  }
  return out;
}
