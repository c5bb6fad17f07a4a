import type { GraphNode, NetworkGraph, Network } from '@kirchhoff/model';
import type { PlanNode } from '@kirchhoff/plan';
import type { Problems } from '../problems.js';
import { foldNormalisations } from './fold.js';
import { type Shape, shapeAfter } from './infer.js';
import { withinLimits } from './limits.js';

/** The node as a plan holds it. */
function planNode(node: GraphNode, shape: Shape, ordinal: () => number): PlanNode {
  const common = { name: node.name, inputs: [...node.inputs], shape: [...shape] };
  switch (node.op) {
    case 'dense':
      return {
        ...common,
        op: 'dense',
        ordinal: ordinal(),
        inputSize: node.inputSize,
        outputSize: node.outputSize,
      };
    case 'conv':
      return {
        ...common,
        op: 'conv',
        ordinal: ordinal(),
        ...windowOf(node),
        dilation: [...node.dilation],
        groups: node.groups,
        inputChannels: node.inputChannels,
        outputChannels: node.outputChannels,
      };
    case 'batch_norm':
      return { ...common, op: 'batch_norm', epsilon: node.epsilon, momentum: null, into: null };
    case 'affine':
      return { ...common, op: 'affine', size: node.size };
    case 'leaky_relu':
      return { ...common, op: 'leaky_relu', slope: node.slope };
    case 'max_pool':
    case 'average_pool':
      return {
        ...common,
        op: node.op,
        ...windowOf(node),
        ...(node.dilation && { dilation: [...node.dilation] }),
      };
    case 'pad':
      return {
        ...common,
        op: 'pad',
        padding: [...node.padding],
        channels: [...node.channels],
        ...(node.value !== undefined && { value: node.value }),
      };
    case 'slice':
      return { ...common, op: 'slice', start: [...node.start], step: [...node.step] };
    case 'concat':
      return { ...common, op: 'concat', axis: node.axis };
    case 'mean':
      return { ...common, op: 'mean', axes: [...node.axes] };
    case 'transpose':
      return { ...common, op: 'transpose', order: [...node.order] };
    default:
      return { ...common, op: node.op };
  }
}

const windowOf = ({
  size,
  stride,
  padding,
}: Extract<GraphNode, { op: 'conv' | 'max_pool' | 'average_pool' }>) => ({
  size: [...size] as [number, number],
  stride: [...stride] as [number, number],
  padding: [...padding] as [number, number, number, number],
});

/** Nodes of an imported network in execution order, shapes inferred and checked; undefined where a fault was reported. */
export function importedNodes(
  network: Pick<Network, 'name' | 'origin'>,
  graph: NetworkGraph,
  problems: Problems,
): readonly PlanNode[] | undefined {
  const { name, origin } = network;
  const shapes = new Map<string, Shape>();
  const nodes: PlanNode[] = [];
  let ordinals = 0;
  for (const node of graph) {
    const inputs = node.inputs.map((input) => shapes.get(input));
    const known = inputs.filter((shape) => shape !== undefined);
    const found =
      known.length < inputs.length ? 'it reads what no node before it gives' : shapeAfter(node, known);
    if (typeof found === 'string') {
      problems.add({ code: 'K504', origin, network: name, reason: `node ${node.name}: ${found}` });
      return undefined;
    }
    const made = planNode(node, found, () => ordinals++);
    if (!withinLimits(made, nodes.length, { name: node.name, origin }, problems)) return undefined;
    shapes.set(node.name, found);
    nodes.push(made);
  }
  return foldNormalisations(nodes);
}
