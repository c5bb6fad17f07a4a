import type { GraphNode } from '@kirchhoff/model';
import type { Draft } from './draft.js';
import { usersOf } from './users.js';

/** Leaves out every constant that is added directly behind a layer, the layer's bias taking it. */
export function absorbBiases(nodes: readonly GraphNode[], arrays: Draft['arrays']): GraphNode[] {
  const layers = new Map(
    nodes.filter(({ op }) => op === 'dense' || op === 'conv').map(({ name }) => [name, `${name}.bias`]),
  );
  const readers = new Map([...usersOf(nodes)].map(([name, users]) => [name, users.length]));
  const gone = new Map<string, string>();
  const source = (name: string): string => gone.get(name) ?? name;
  for (const node of nodes) {
    if (node.op !== 'affine' || !arrays.get(`${node.name}.gain`)!.data.every((gain) => gain === 1)) continue;
    const layer = source(node.inputs[0]);
    const bias = layers.get(layer);
    if (bias === undefined || readers.get(layer) !== 1) continue;
    const { data, shape } = arrays.get(bias)!;
    if (data.length !== node.size) continue;
    const shift = arrays.get(`${node.name}.shift`)!.data;
    arrays.set(bias, { shape, data: data.map((value, i) => value + shift[i]) });
    gone.set(node.name, layer);
    readers.set(layer, readers.get(node.name)!);
  }
  return nodes
    .filter(({ name }) => !gone.has(name))
    .map((node) =>
      node.inputs.some((name) => gone.has(name)) ? { ...node, inputs: node.inputs.map(source) } : node,
    );
}
