import { isAnalogNode, type AnalogNode, type NamedArrays, type PlanNetwork } from '@kirchhoff/plan';
import { fold, key, uniforms } from '@kirchhoff/random';

/** [height, width, channels in of a group, channels out], or [inputs, outputs]. */
export const weightShape = (node: AnalogNode): number[] =>
  node.op === 'dense'
    ? [node.inputSize, node.outputSize]
    : [...node.size, node.inputChannels / node.groups, node.outputChannels];

export const biasSize = (node: AnalogNode): number =>
  node.op === 'dense' ? node.outputSize : node.outputChannels;

/** Uniform in +-sqrt(6 / (fan in + fan out)) (Glorot and Bengio 2010), zero biases; a function of seed, repeat and layer. */
export function initialWeights(network: PlanNetwork, seed: number, repeat: number): NamedArrays {
  const base = fold(fold(key(seed), 'weights'), repeat);
  const arrays: Record<string, NamedArrays[string]> = {};
  for (const node of network.nodes.filter(isAnalogNode)) {
    const shape = weightShape(node);
    const count = shape.reduce((product, size) => product * size, 1);
    const field = node.op === 'dense' ? 1 : node.size[0] * node.size[1];
    const fanOut = (node.op === 'dense' ? node.outputSize : node.outputChannels / node.groups) * field;
    const limit = Math.sqrt(6 / (count / biasSize(node) + fanOut));
    const data = new Float32Array(count);
    uniforms(fold(base, node.ordinal), count, data);
    for (let i = 0; i < count; i++) data[i] = (2 * data[i]! - 1) * limit;
    arrays[`${node.name}.weights`] = { shape, data };
    arrays[`${node.name}.bias`] = { shape: [biasSize(node)], data: new Float32Array(biasSize(node)) };
  }
  return arrays;
}
