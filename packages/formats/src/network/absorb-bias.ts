import type { GraphNode } from '@kirchhoff/model';
import type { Draft } from './draft.js';
import { usersOf, without } from './users.js';

/** The dense or conv layer whose output `node` alone reads. */
function layerBefore(node: GraphNode, nodes: readonly GraphNode[]): GraphNode | undefined {
  const layer = nodes.find(({ name }) => name === node.inputs[0])!;
  const alone = usersOf(nodes).get(layer.name)!.length === 1;
  return alone && (layer.op === 'dense' || layer.op === 'conv') ? layer : undefined;
}

/** Leaves out every constant that is added directly behind a layer, the layer's bias taking it. */
export function absorbBiases(nodes: readonly GraphNode[], arrays: Draft['arrays']): GraphNode[] {
  let kept = [...nodes];
  for (const node of nodes) {
    if (node.op !== 'affine' || !arrays.get(`${node.name}.gain`)!.data.every((gain) => gain === 1)) continue;
    const current = kept.find(({ name }) => name === node.name)!;
    const layer = layerBefore(current, kept);
    const bias = layer && arrays.get(`${layer.name}.bias`)!;
    if (layer === undefined || bias === undefined || bias.data.length !== node.size) continue;
    const shift = arrays.get(`${node.name}.shift`)!.data;
    arrays.set(`${layer.name}.bias`, { ...bias, data: bias.data.map((value, i) => value + shift[i]) });
    kept = without(kept, current);
  }
  return kept;
}
