import { plainPointwise } from '@kirchhoff/kernels';
import type { PlanNetwork, PlanNode } from '@kirchhoff/plan';
import { digitalNode } from './digital.js';
import { sizeOf } from './shape.js';
import { isWeighted, type WeightedNode } from './weighted.js';

/** Computes a node with arrays of its own on a batch [images x ...]: in software, or a layer on a chip. */
export type LayerRunner = (
  node: WeightedNode,
  input: Float32Array,
  images: number,
  inputShape: readonly number[],
) => Float32Array;

/** How many nodes still need each value. */
function uses(nodes: readonly PlanNode[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const node of nodes) for (const name of node.inputs) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Nodes up to the logits: a softmax at the end, or its logarithm, is left out, it changes no answer and the loss contains it. */
export const logitNodes = ({ nodes }: PlanNetwork): readonly PlanNode[] =>
  ['softmax', 'log_softmax'].includes(nodes.at(-1)!.op) ? nodes.slice(0, -1) : nodes;

/**
 * Runs `nodes` in order on a batch [images x input shape]; returns the last node's output. Every tensor is dropped after its last
 * use.
 */
export function runNodes(
  nodes: readonly PlanNode[],
  batch: Float32Array,
  images: number,
  layer: LayerRunner,
  pointwise = plainPointwise,
): Float32Array {
  const values = new Map<string, Float32Array>();
  const shapes = new Map(nodes.map((node) => [node.name, node.shape]));
  const left = uses(nodes);
  for (const node of nodes) {
    const inputs = node.inputs.map((name) => values.get(name)!);
    const inputShapes = node.inputs.map((name) => shapes.get(name)!);
    const value =
      node.op === 'input'
        ? batch
        : isWeighted(node)
          ? layer(node, inputs[0]!, images, inputShapes[0]!)
          : digitalNode(pointwise, node, inputs, images, inputShapes);
    if (value.length !== images * sizeOf(node.shape)) throw new Error(`node ${node.name} gave a wrong shape`);
    values.set(node.name, value);
    for (const name of node.inputs) {
      const count = left.get(name)! - 1;
      left.set(name, count);
      if (count === 0) values.delete(name);
    }
  }
  return values.get(nodes.at(-1)!.name)!;
}
