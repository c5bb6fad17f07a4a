import { plainPointwise, type Pointwise } from '@kirchhoff/kernels';
import type { PlanNetwork, PlanNode } from '@kirchhoff/plan';
import { type Buffers, freshBuffers, type Take } from './buffers.js';
import { digitalNode } from './digital.js';
import { sizeOf } from './shape.js';
import { isWeighted, type WeightedNode } from './weighted.js';

/** Computes a node with arrays of its own on a batch [images x ...]: in software, or a layer on a chip. */
export type LayerRunner = (
  node: WeightedNode,
  input: Float32Array,
  images: number,
  inputShape: readonly number[],
  take?: Take,
) => Float32Array;

/** One of several networks of the same nodes that see the same images. */
export interface Member {
  /** Members with the same value here have the same output of a node for the same input. */
  readonly layerAt: (node: WeightedNode) => unknown;
  /** Receives the last node's output, which is overwritten afterwards. */
  readonly end: (output: Float32Array) => void;
}

/** A pass of some images through the networks of all members. */
export interface Pass<M extends Member> {
  readonly nodes: readonly PlanNode[];
  /** [images x input shape] */
  readonly batch: Float32Array;
  readonly images: number;
  readonly members: readonly M[];
  /** Computes a node for members that share it. */
  readonly layer: (sharing: readonly M[], ...of: Parameters<LayerRunner>) => Float32Array;
  readonly pointwise: Pointwise;
  readonly buffers: Buffers;
}

/** Values at nodes, and how many nodes still need each. */
interface State {
  readonly values: Map<string, Float32Array>;
  readonly left: Map<string, number>;
}

function uses(nodes: readonly PlanNode[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const node of nodes) for (const name of node.inputs) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Nodes up to the logits: a softmax at the end, or its logarithm, is left out, it changes no answer and the loss contains it. */
export const logitNodes = ({ nodes }: PlanNetwork): readonly PlanNode[] =>
  ['softmax', 'log_softmax'].includes(nodes.at(-1)!.op) ? nodes.slice(0, -1) : nodes;

/** Members that share a node, in order of their first. */
function sharers<M extends Member>(members: readonly M[], node: WeightedNode): M[][] {
  const classes = new Map<unknown, M[]>();
  for (const member of members) {
    const layer = member.layerAt(node);
    classes.set(layer, [...(classes.get(layer) ?? []), member]);
  }
  return [...classes.values()];
}

/** Counts who needs an array, and gives it back after the last. */
function holding({ give }: Buffers, batch: Float32Array) {
  const holders = new Map<Float32Array, number>();
  return {
    hold: (values: Float32Array) => void holders.set(values, (holders.get(values) ?? 0) + 1),
    drop(values: Float32Array) {
      const count = holders.get(values)! - 1;
      if (count > 0) return void holders.set(values, count);
      holders.delete(values);
      if (values !== batch) give(values);
    },
  };
}

/**
 * Runs the networks of all members in the order of the nodes. Members go together up to the first node that they do not share; every
 * array is given back after its last use.
 */
export function runTogether<M extends Member>(pass: Pass<M>): void {
  const { nodes, batch, images, layer, pointwise, buffers } = pass;
  const { take } = buffers;
  const { hold, drop } = holding(buffers, batch);
  const shapes = new Map(nodes.map((node) => [node.name, node.shape]));

  function valueOf(node: PlanNode, { values }: State, members: readonly M[]): Float32Array {
    if (node.op === 'input') return batch;
    const inputs = node.inputs.map((name) => values.get(name)!);
    const inputShapes = node.inputs.map((name) => shapes.get(name)!);
    const value = isWeighted(node)
      ? layer(members, node, inputs[0]!, images, inputShapes[0]!, take)
      : digitalNode({ pointwise, take }, node, inputs, images, inputShapes);
    if (value.length !== images * sizeOf(node.shape)) throw new Error(`node ${node.name} gave a wrong shape`);
    return value;
  }

  function copyOf({ values, left }: State): State {
    for (const value of values.values()) hold(value);
    return { values: new Map(values), left: new Map(left) };
  }

  function keep({ values, left }: State, node: PlanNode, value: Float32Array): void {
    values.set(node.name, value);
    hold(value);
    for (const name of node.inputs) {
      const count = left.get(name)! - 1;
      left.set(name, count);
      if (count > 0) continue;
      drop(values.get(name)!);
      values.delete(name);
    }
  }

  function walk(state: State, from: number, members: readonly M[]): void {
    for (let at = from; at < nodes.length; at++) {
      const node = nodes[at]!;
      const classes = members.length > 1 && isWeighted(node) ? sharers(members, node) : [members];
      if (classes.length > 1) {
        const last = classes.pop()!;
        for (const sharing of classes) walk(copyOf(state), at, sharing);
        return walk(state, at, last);
      }
      keep(state, node, valueOf(node, state, members));
    }
    const output = state.values.get(nodes.at(-1)!.name)!;
    for (const member of members) member.end(output);
    for (const value of state.values.values()) drop(value);
  }

  walk({ values: new Map(), left: uses(nodes) }, 0, pass.members);
}

/** Runs `nodes` in order on a batch [images x input shape]; returns the last node's output, which the next pass with the same buffers overwrites. */
export function runNodes(
  nodes: readonly PlanNode[],
  batch: Float32Array,
  images: number,
  layer: LayerRunner,
  by: { readonly pointwise?: Pointwise; readonly buffers?: Buffers } = {},
): Float32Array {
  const { pointwise = plainPointwise, buffers = freshBuffers() } = by;
  let output = batch;
  const alone: Member = { layerAt: () => null, end: (values) => (output = values) };
  runTogether({
    nodes,
    batch,
    images,
    members: [alone],
    layer: (_, ...of) => layer(...of),
    pointwise,
    buffers,
  });
  return output;
}
