import { isAnalogNode, type PlanNode } from '@kirchhoff/plan';

/**
 * Notes in every batch normalisation the dense or conv node that takes it up: the one it directly follows, where nothing else reads
 * that node.
 */
export function foldNormalisations(nodes: readonly PlanNode[]): PlanNode[] {
  const readers = new Map<string, number>();
  for (const { inputs } of nodes) for (const name of inputs) readers.set(name, (readers.get(name) ?? 0) + 1);
  const analog = new Set(nodes.filter(isAnalogNode).map(({ name }) => name));
  return nodes.map((node) => {
    if (node.op !== 'batch_norm') return node;
    const [before] = node.inputs;
    const folds = before !== undefined && analog.has(before) && readers.get(before) === 1;
    return { ...node, into: folds ? before : null };
  });
}
