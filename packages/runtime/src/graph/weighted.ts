import { type AnalogNode, isAlias, isAnalogNode, type PlanNode } from '@kirchhoff/plan';

/** Nodes that compute with arrays of their own: layers, and what is multiplied and added channel by channel. */
export type WeightedNode = AnalogNode | Extract<PlanNode, { op: 'batch_norm' | 'affine' }>;

/** True for nodes that need their arrays; a batch normalisation that its layer took up needs none. */
export const isWeighted = (node: PlanNode): node is WeightedNode =>
  isAnalogNode(node) || node.op === 'affine' || (node.op === 'batch_norm' && !isAlias(node));
