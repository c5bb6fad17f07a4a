import type { GraphNode } from '@kirchhoff/model';
import type { Draft } from './draft.js';
import { usersOf, without } from './users.js';

/** Operations that treat every value alike: the order of the values does not matter to them. */
const blind: readonly string[] = [
  'flatten',
  'reshape',
  'relu',
  'relu6',
  'leaky_relu',
  'hard_swish',
  'sigmoid',
  'tanh',
];

type Users = ReturnType<typeof usersOf>;

/** The dense layers at the end of every way from `name`, or undefined where some way ends elsewhere. */
function denseBehind(name: string, users: Users): readonly GraphNode[] | undefined {
  const found: GraphNode[] = [];
  const open = [name];
  while (open.length > 0) {
    const readers = users.get(open.pop()!)!;
    if (readers.length === 0) return undefined;
    for (const reader of readers)
      if (reader.op === 'dense') found.push(reader);
      else if (blind.includes(reader.op)) open.push(reader.name);
      else return undefined;
  }
  return found;
}

/** Rows in the order (channel, row, column) put into the order (row, column, channel) of an image [height, width, channels]. */
function permuteRows(rows: Float32Array, image: readonly number[], outputs: number): Float32Array {
  const [height, width, channels] = image;
  const out = new Float32Array(rows.length);
  let to = 0;
  for (let pixel = 0; pixel < height * width; pixel++)
    for (let channel = 0; channel < channels; channel++, to += outputs) {
      const from = (channel * height * width + pixel) * outputs;
      out.set(rows.subarray(from, from + outputs), to);
    }
  return out;
}

/**
 * Leaves out every transpose from (row, column, channel) to (channel, row, column) behind which only dense layers stand, their rows
 * reordered instead: what `flatten` of a file with channels first means.
 */
export function absorbTransposes(
  nodes: readonly GraphNode[],
  arrays: Draft['arrays'],
  shapes: Draft['shapes'],
): GraphNode[] {
  let kept = [...nodes];
  let users = usersOf(kept);
  for (const node of nodes) {
    if (node.op !== 'transpose' || node.order.join() !== '2,0,1') continue;
    const dense = denseBehind(node.name, users);
    if (dense === undefined) continue;
    for (const { name } of dense) {
      const { shape, data } = arrays.get(`${name}.weights`)!;
      const image = shapes.get(node.inputs[0])!;
      arrays.set(`${name}.weights`, { shape, data: permuteRows(data, image, shape[1]) });
    }
    kept = without(kept, node);
    users = usersOf(kept);
  }
  return kept;
}
