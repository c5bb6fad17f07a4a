import { reportProblem } from '@kirchhoff/language';
import type { Study } from '@kirchhoff/model';
import type { Plan } from '@kirchhoff/plan';
import { exit } from '../exit.js';
import { Failure } from '../failure.js';
import type { LoadedData, LoadedSets } from './loaded.js';

/** Refuses data that do not fit the network they are for: known only now for files of the user's own. */
export function requireFit(
  plan: Plan,
  sets: LoadedSets,
  { study, sources }: { readonly study: Study; readonly sources: (uri: string) => string },
): void {
  const pairs = [...plan.experiments.flatMap(({ points }) => points), ...Object.values(plan.trainings)].map(
    ({ network, data }) => [network, data] as const,
  );
  for (const [network, data] of pairs) {
    const set = sets.get(data);
    if (set === undefined) continue;
    const fault = faultOf(plan.networks[network]!.nodes, set);
    if (fault === undefined) continue;
    const kind = plan.data[data]!.source.kind;
    const block = study.data.find(({ source }) => source.kind === kind) ?? study.experiments[0]!;
    const problem = { code: 'K503', origin: block.origin, ...fault } as const;
    throw new Failure(exit.runFailed, [reportProblem(problem)], sources);
  }
}

function faultOf(nodes: Plan['networks'][string]['nodes'], set: LoadedData) {
  const input = nodes[0]!.shape.join(' x ');
  const images = set.shape.join(' x ');
  if (input !== images)
    return { what: 'the input of the network', expected: `${images}, as the images are,`, found: input };
  const outputs = nodes.at(-1)!.shape.reduce((product, size) => product * size, 1);
  if (outputs < set.classes)
    return {
      what: 'the output of the network',
      expected: `${set.classes} values, one per class,`,
      found: String(outputs),
    };
  return undefined;
}
