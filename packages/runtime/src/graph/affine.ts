import { type Affine, affineOf } from '@kirchhoff/kernels';
import { arraysOf, type NamedArrays } from '@kirchhoff/plan';
import { named } from './matrices.js';
import type { WeightedNode } from './weighted.js';

type AffineNode = Extract<WeightedNode, { op: 'batch_norm' | 'affine' }>;

/** Gains and shifts of a node, a batch normalisation's from its moments. */
export function nodeAffine(node: AffineNode, weights: NamedArrays): Affine {
  const arrays = Object.fromEntries(
    Object.entries(arraysOf(node)).map(([ending, shape]) => [
      ending,
      named(weights, `${node.name}.${ending}`, shape),
    ]),
  );
  if (node.op === 'affine') return { gain: arrays.gain!, shift: arrays.shift! };
  const { gamma, beta, mean, variance } = arrays;
  return affineOf({ gamma: gamma!, beta: beta!, mean: mean!, variance: variance!, epsilon: node.epsilon });
}
