import type { Origin } from '@kirchhoff/model';
import type { Node, StructNode } from './node.js';

/** Where a dotted path of fields was written, as far as it goes; undefined for defaults. */
export function originAt(struct: StructNode, path: string): Origin | undefined {
  let node: Node | undefined = struct;
  for (const name of path.split('.')) {
    node = node?.kind === 'struct' || node?.kind === 'call' ? node.values.get(name) : undefined;
  }
  if (!node || node.kind === 'poison' || node.origin.uri === 'vocabulary') return undefined;
  return node.origin;
}
