import type { NamedArrays } from '@kirchhoff/plan';
import type { WeightNoise } from '../record.js';
import type { ChipLayer, ProgrammedForm } from './layer.js';
import { noiseOfCells } from './noise.js';
import type { Ranges } from './ranges.js';

/** A layer as its drawn cells hold it. */
export interface HeldLayer {
  readonly layer: ChipLayer;
  readonly form: ProgrammedForm;
  /** What the cells stand for [groups x lines x outputs], in units of the weights as programmed; overwritten. */
  readonly effective: Float32Array;
  /** Word lines of a group. */
  readonly lines: number;
  /** Whether the last of them holds the bias. */
  readonly biasRow: boolean;
}

/** The bias that full drive reads off the last line of every group. */
function biasOf({ form, effective, lines }: HeldLayer, drive: number): Float32Array {
  const { groups, outputs } = form.matrices;
  const bias = new Float32Array(groups * outputs);
  for (let i = 0; i < bias.length; i++) {
    const group = Math.floor(i / outputs);
    bias[i] = effective[((group + 1) * lines - 1) * outputs + (i % outputs)]! * drive;
  }
  form.unfoldSums(bias);
  return bias;
}

/** The arrays with every analog layer's weights, and a bias on cells, as its drawn cells hold them; in the memory of `effective`. */
export function heldBy(
  arrays: NamedArrays,
  layers: readonly HeldLayer[],
  ranges: Ranges,
): { readonly arrays: NamedArrays; readonly noise: WeightNoise } {
  const noise = new Map<string, number>();
  const held: Record<string, NamedArrays[string]> = { ...arrays };
  for (const each of layers) {
    const { form, effective, lines, biasRow } = each;
    const { name } = each.layer.node;
    noise.set(name, noiseOfCells(form, effective, lines));
    const [weights, bias] = [`${name}.weights`, `${name}.bias`];
    if (biasRow)
      held[bias] = { shape: arrays[bias]!.shape, data: biasOf(each, ranges.get(name)!.coding.maximum) };
    held[weights] = { shape: arrays[weights]!.shape, data: form.unfoldWeights(effective, lines) };
  }
  return { arrays: held, noise };
}
