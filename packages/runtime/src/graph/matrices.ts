import { filterMatrices, type FilterMatrices } from '@kirchhoff/kernels';
import type { AnalogNode, NamedArrays } from '@kirchhoff/plan';
import { RunFailure } from '../failure.js';

/** An array of the weights, which must have this shape. Throws RunFailure. */
export function named(weights: NamedArrays, name: string, shape: readonly number[]): Float32Array {
  const found = weights[name];
  const expected = shape.join(' x ');
  if (found === undefined) throw new RunFailure('weights', `the weights hold no ${name} [${expected}]`);
  if (found.shape.join(' x ') !== expected)
    throw new RunFailure('weights', `${name} should be [${expected}], but is [${found.shape.join(' x ')}]`);
  return found.data;
}

/** A layer's weights as matrices [groups x inputs x outputs], rows in the order (channel, row, column), and its bias [outputs]. */
export function layerMatrices(
  node: AnalogNode,
  weights: NamedArrays,
): { readonly matrices: FilterMatrices; readonly bias: Float32Array } {
  const name = `${node.name}.weights`;
  const outputs = node.op === 'dense' ? node.outputSize : node.outputChannels;
  const bias = named(weights, `${node.name}.bias`, [outputs]);
  if (node.op === 'dense') {
    const data = named(weights, name, [node.inputSize, outputs]);
    return { matrices: { groups: 1, inputs: node.inputSize, outputs, weights: data }, bias };
  }
  const channels = node.inputChannels / node.groups;
  const data = named(weights, name, [...node.size, channels, outputs]);
  return { matrices: filterMatrices(data, { size: node.size, channels, outputs }, node.groups), bias };
}
