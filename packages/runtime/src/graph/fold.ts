import { foldNormalisation } from '@kirchhoff/kernels';
import { arraysOf, isAnalogNode, type NamedArrays, type PlanNetwork, type PlanNode } from '@kirchhoff/plan';
import { named } from './matrices.js';

type Normalisation = Extract<PlanNode, { op: 'batch_norm' }>;

/** Weights and bias of a layer with its batch normalisation in them: in float64, each value rounded once. */
function foldedLayer(
  layer: PlanNode,
  node: Normalisation,
  weights: NamedArrays,
): Record<string, NamedArrays[string]> {
  const array = (of: PlanNode, ending: string): Float32Array =>
    named(weights, `${of.name}.${ending}`, arraysOf(of)[ending]!);
  const folded = foldNormalisation(array(layer, 'weights'), array(layer, 'bias'), {
    gamma: array(node, 'gamma'),
    beta: array(node, 'beta'),
    mean: array(node, 'mean'),
    variance: array(node, 'variance'),
    epsilon: node.epsilon,
  });
  return {
    [`${layer.name}.weights`]: { shape: arraysOf(layer).weights!, data: folded.weights },
    [`${layer.name}.bias`]: { shape: [folded.bias.length], data: folded.bias },
  };
}

/** The weights with every batch normalisation that a layer takes up folded into that layer's; themselves where there is none. */
export function foldedWeights({ nodes }: PlanNetwork, weights: NamedArrays): NamedArrays {
  const layers = new Map(nodes.filter(isAnalogNode).map((node) => [node.name, node]));
  const folded = nodes.flatMap((node) =>
    node.op === 'batch_norm' && node.into !== null
      ? [foldedLayer(layers.get(node.into)!, node, weights)]
      : [],
  );
  return folded.length === 0 ? weights : Object.assign({}, weights, ...folded);
}
