import type { Chip, Host, NetworkGraph, Problem } from '@kirchhoff/model';
import { arraysOf, isAnalogNode, type PlanNode } from '@kirchhoff/plan';
import { mapNetwork } from './mapping/mapping.js';
import { matrixOf } from './mapping/layer.js';
import { importedNodes } from './network/imported.js';
import { problems } from './problems.js';
import { planChip } from './records/chip.js';

/** A node of a network: what it holds, what it costs for one image, and where it is computed. */
export interface NodeDescription {
  readonly name: string;
  readonly op: PlanNode['op'];
  /** Of its output, without the batch: [height, width, channels] or [values]. */
  readonly shape: readonly number[];
  readonly parameters: number;
  /** Of one image; 0 for nodes that are no layer. */
  readonly multiplyAccumulates: number;
  /** Arrays of the chip; null for what is digital. */
  readonly arrays: number | null;
  /** Why it is not on the chip; null for what is. */
  readonly digital: string | null;
}

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

function multiplyAccumulatesOf(node: PlanNode): number {
  if (!isAnalogNode(node)) return 0;
  const { inputs, outputs, groups } = matrixOf(node);
  return (node.op === 'conv' ? node.shape[0]! * node.shape[1]! : 1) * inputs * outputs * groups;
}

const reasons: Readonly<Partial<Record<PlanNode['op'], string>>> = {
  input: 'the image',
  affine: 'constants apart from a layer',
  add: 'an addition of two values',
  concat: 'values side by side',
  max_pool: 'pooling',
  average_pool: 'pooling',
  global_average_pool: 'pooling',
  mean: 'pooling',
  pad: 'zeros around values',
  slice: 'a part of the values',
  flatten: 'another shape of the same values',
  reshape: 'another shape of the same values',
  transpose: 'another order of the same values',
  dropout: 'acts in training only',
};

function whyDigital(node: PlanNode): string | null {
  if (isAnalogNode(node)) return null;
  if (node.op !== 'batch_norm') return reasons[node.op] ?? 'an activation function';
  return node.into === null
    ? 'batch normalisation that does not directly follow a layer'
    : `batch normalisation, folded into ${node.into}`;
}

/** The nodes of an imported network and the arrays of a chip that its layers take, or why there are none. */
export function describeNetwork(
  name: string,
  graph: NetworkGraph,
  chip: Chip,
  host: Host,
): { readonly nodes?: readonly NodeDescription[]; readonly problems: readonly Problem[] } {
  const found = problems();
  const { origin } = chip;
  const nodes = importedNodes({ name, origin }, graph, found);
  if (nodes === undefined) return { problems: found.list() };
  const network = { nodes: [...nodes], source: null, weights: null };
  const mapping = mapNetwork(network, planChip(chip, host), [], { origin, problems: found });
  if (mapping === undefined) return { problems: found.list() };
  const arrays = new Map(mapping.layers.map((layer) => [layer.node, layer.arrays]));
  return {
    problems: [],
    nodes: nodes.map((node) => ({
      name: node.name,
      op: node.op,
      shape: node.shape,
      parameters: Object.values(arraysOf(node)).reduce((sum, shape) => sum + size(shape), 0),
      multiplyAccumulates: multiplyAccumulatesOf(node),
      arrays: arrays.get(node.name) ?? null,
      digital: whyDigital(node),
    })),
  };
}
