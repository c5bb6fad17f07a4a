import type { GraphNode } from '@kirchhoff/model';

/** The nodes that read each node's output. */
export function usersOf(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly GraphNode[]> {
  const users = new Map<string, GraphNode[]>(nodes.map(({ name }) => [name, []]));
  for (const node of nodes) for (const name of node.inputs) users.get(name)!.push(node);
  return users;
}

/** The nodes without `gone`, whoever read it reading its input instead. */
export function without(nodes: readonly GraphNode[], gone: GraphNode): GraphNode[] {
  const [input] = gone.inputs;
  return nodes
    .filter((node) => node !== gone)
    .map((node) =>
      node.inputs.includes(gone.name)
        ? { ...node, inputs: node.inputs.map((name) => (name === gone.name ? input : name)) }
        : node,
    );
}
