import { corrupt, excerpt, FormatError } from '../failure.js';
import { draft, tooManyNodes } from '../network/draft.js';
import { finished } from '../network/finish.js';
import type { ImportedNetwork } from '../network/imported.js';
import { MOST_NODES } from '../network/limits.js';
import { executionOrder } from '../network/order.js';
import { decodeModel } from './decode-model.js';
import { foldedCount } from './folded-count.js';
import { inputOf } from './input.js';
import type { GraphProto, NodeProto } from './messages.js';
import { folds, indices } from './operators/fold.js';
import { operators } from './operators/operators.js';
import { shapePart } from './operators/sizes.js';
import { standIn } from './stand-in.js';
import { constantOf } from './tensor.js';
import { type Call, type Model, onnxShape, Unsuitable, type Value } from './value.js';

function nameOf({ name, opType, output }: NodeProto): string {
  const label = name || output[0] || opType;
  return /^\d+$/.test(label) ? `${opType}_${label}` : label;
}

/** The place of the node that gives each name; a name that two things give has no meaning. */
function makers({ node, initializer }: GraphProto): ReadonlyMap<string, number> {
  const maker = new Map<string, number>();
  const tensors = new Set<string>();
  const twice = (name: string): FormatError =>
    corrupt('The ONNX file', `two of its nodes and tensors are called ${excerpt(name)}`);
  for (const { name } of initializer) {
    if (tensors.has(name)) throw twice(name);
    tensors.add(name);
  }
  node.forEach(({ output }, index) => {
    for (const name of output) {
      if (name === '') continue;
      if (maker.has(name) || tensors.has(name)) throw twice(name);
      maker.set(name, index);
    }
  });
  return maker;
}

/** The nodes that the graph's first output needs, in an order in which each stands behind those it needs. */
function orderedNodes(graph: GraphProto): readonly NodeProto[] {
  if (graph.node.length > MOST_NODES) throw tooManyNodes(graph.node.length);
  const maker = makers(graph);
  const needs = ({ input }: NodeProto): number[] => input.flatMap((name) => maker.get(name) ?? []);
  const ordered = executionOrder(graph.node, needs, nameOf);
  const wanted = new Set<string>([graph.output[0]?.name ?? '']);
  return [...ordered]
    .reverse()
    .filter(({ input, output }) => {
      if (!output.some((name) => wanted.has(name))) return false;
      input.forEach((name) => wanted.add(name));
      return true;
    })
    .reverse();
}

/** The value that a node gives; throws Unsuitable. */
function apply(call: Call): Value {
  const { node, inputs, model } = call;
  if (node.domain !== '' && node.domain !== 'ai.onnx') throw new Unsuitable(`of the domain ${node.domain}`);
  const [first] = inputs;
  if (node.opType === 'Shape' && first?.kind === 'computed')
    return indices(shapePart(call, onnxShape(first, model)));
  if (node.input[0] === model.turned && first?.kind === 'computed') return first;
  const known = inputs.every((value) => value === undefined || value.kind === 'constant');
  const acts: Readonly<Record<string, (call: Call) => Value>> = known ? folds : operators;
  if (!Object.hasOwn(acts, node.opType)) throw new Unsuitable();
  return acts[node.opType](call);
}

/** Runs the graph on shapes and constants; an operator that cannot be executed is noted, and what depends on it looked at where its shape is known. */
function walk(
  model: Model,
  nodes: readonly NodeProto[],
  values: Map<string, Value>,
  used: ReadonlySet<string>,
): void {
  const count = foldedCount();
  for (const node of nodes) {
    const label = nameOf(node);
    const inputs = node.input.map((name) => (name === '' ? undefined : values.get(name)));
    const missing = node.input.find((name, index) => name !== '' && inputs[index] === undefined);
    if (missing !== undefined)
      throw new FormatError(`Node ${excerpt(label)} needs ${excerpt(missing)}, which nothing gives.`, {
        kind: 'corrupt',
        expected: 'a value of the graph',
        found: excerpt(missing),
      });
    let value: Value = { kind: 'unknown' };
    const others = node.output.slice(1).filter((name) => used.has(name));
    const call = { model, node, label, inputs };
    try {
      if (inputs.every((input) => input?.kind !== 'unknown')) value = apply(call);
      else if (![operators, folds].some((acts) => Object.hasOwn(acts, node.opType))) throw new Unsuitable();
      if (others.length > 0) throw new Unsuitable('more than its first output is used');
    } catch (cause) {
      if (!(cause instanceof Unsuitable)) throw cause;
      const reason = cause.message === '' ? {} : { reason: cause.message };
      model.draft.unsupported.push({ operator: excerpt(node.opType), node: excerpt(label), ...reason });
      value = standIn(call, cause.shape);
    }
    if (node.opType !== 'Constant') count(value, inputs);
    if (node.output[0] !== undefined) values.set(node.output[0], value);
    for (const name of others) values.set(name, { kind: 'unknown' });
  }
}

/**
 * An ONNX model (operator sets 1 to 22) as a network with channels last, constants folded, the batch freed. Throws FormatError,
 * UnsupportedOperators where it holds operators that cannot be executed.
 */
export function readOnnx(bytes: Uint8Array, options: { readonly limit?: number } = {}): ImportedNetwork {
  const { graph, opset } = decodeModel(bytes, options.limit);
  if (graph.sparseInitializer.length > 0)
    throw new FormatError('The model holds sparse tensors; dense tensors can be read.', {
      kind: 'unsupported',
      expected: 'dense tensors',
      found: 'sparse tensors',
    });
  const nodes = orderedNodes(graph);
  const used = new Set(nodes.flatMap(({ input }) => input));
  const values = new Map<string, Value>();
  for (const tensor of graph.initializer)
    if (used.has(tensor.name)) values.set(tensor.name, constantOf(tensor));
  const made = draft();
  const { name, value, batch, turned } = inputOf(graph, nodes, new Set(values.keys()), made);
  values.set(name, value);
  walk({ draft: made, opset, batch, turned }, nodes, values, used);
  const output = values.get(graph.output[0]?.name ?? '');
  return finished(made, output?.kind === 'computed' ? output : undefined);
}
