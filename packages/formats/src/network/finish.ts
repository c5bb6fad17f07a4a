import type { GraphNode } from '@kirchhoff/model';
import { FormatError } from '../failure.js';
import { absorbBiases } from './absorb-bias.js';
import { absorbTransposes } from './absorb-transpose.js';
import type { Draft, Flow } from './draft.js';
import type { ImportedNetwork } from './imported.js';
import { UnsupportedOperators } from './unsupported.js';

/** The nodes that lead to the last one. */
function needed(nodes: readonly GraphNode[], output: string): GraphNode[] {
  const wanted = new Set([output]);
  return [...nodes]
    .reverse()
    .filter((node) => {
      if (!wanted.has(node.name)) return false;
      node.inputs.forEach((name) => wanted.add(name));
      return true;
    })
    .reverse();
}

/** The network that ends in `output`. Throws UnsupportedOperators, and FormatError for a network without a layer. */
export function finished(draft: Draft, output: Flow | undefined): ImportedNetwork {
  if (draft.unsupported.length > 0) throw new UnsupportedOperators(draft.unsupported);
  const nodes = output === undefined ? [] : needed(draft.nodes, output.node);
  if (nodes.length < 2 || nodes[0].op !== 'input')
    throw new FormatError('The network has no layer between its input and its output.', {
      kind: 'bad_header',
      expected: 'an input and a layer that needs it',
      found: `${nodes.length} nodes`,
    });
  const arrays = new Map(draft.arrays);
  const graph = absorbBiases(absorbTransposes(nodes, arrays, draft.shapes), arrays);
  const names = new Set(graph.map(({ name }) => name));
  const kept = [...arrays].filter(([name]) => names.has(name.slice(0, name.lastIndexOf('.'))));
  return { graph, arrays: Object.fromEntries(kept) };
}
