import type { AnalogNode, PlanNode } from './network.js';

/** True for nodes whose weights can sit on arrays. */
export const isAnalogNode = (candidate: PlanNode): candidate is AnalogNode =>
  candidate.op === 'dense' || candidate.op === 'conv';

/** True for nodes that give their input's values as they are, in the same order: they take no memory of their own. */
export const isAlias = (candidate: PlanNode): boolean =>
  ['flatten', 'reshape', 'dropout'].includes(candidate.op) ||
  (candidate.op === 'batch_norm' && candidate.into !== null);

/** Shapes of a node's arrays by the ending of their names (`<node>.weights`); empty for nodes without any. */
export function arraysOf(node: PlanNode): Readonly<Record<string, readonly number[]>> {
  switch (node.op) {
    case 'dense':
      return { weights: [node.inputSize, node.outputSize], bias: [node.outputSize] };
    case 'conv':
      return {
        weights: [...node.size, node.inputChannels / node.groups, node.outputChannels],
        bias: [node.outputChannels],
      };
    case 'batch_norm': {
      const channels = [node.shape.at(-1)!];
      return { gamma: channels, beta: channels, mean: channels, variance: channels };
    }
    case 'affine':
      return { gain: [node.size], shift: [node.size] };
    default:
      return {};
  }
}
