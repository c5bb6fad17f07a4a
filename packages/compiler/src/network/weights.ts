import type { FileFacts, Network } from '@kirchhoff/model';
import { arraysOf, type PlanNode } from '@kirchhoff/plan';
import type { Problems } from '../problems.js';

/** Reports the first array of a weight file that is missing or of another shape (K503), where the host knows what is in the file. */
export function checkWeights(
  network: Network,
  nodes: readonly PlanNode[],
  facts: FileFacts,
  problems: Problems,
): void {
  if (facts.kind !== 'arrays' || network.weights === undefined) return;
  const needed = nodes.flatMap((node) =>
    Object.entries(arraysOf(node)).map(([ending, shape]) => [`${node.name}.${ending}`, shape] as const),
  );
  const misfit = needed.find(([name, shape]) => facts.arrays[name]?.join() !== shape.join());
  if (misfit === undefined) return;
  const [name, shape] = misfit;
  problems.add({
    code: 'K503',
    origin: network.origin,
    what: `the array ${name} of ${network.weights.file.written}`,
    expected: shape.join(' x '),
    found: facts.arrays[name]?.join(' x ') ?? 'missing',
  });
}
