import type { Plan } from '@kirchhoff/plan';

type Table<T> = Readonly<Record<string, T>>;

function only<T>(table: Table<T>, ids: Iterable<string>): Record<string, T> {
  const used = new Set(ids);
  return Object.fromEntries(Object.entries(table).filter(([id]) => used.has(id)));
}

/** The plan without records that neither a point nor one of `trainings` leads to: what was made only to be checked. */
export function reachable(plan: Plan, trainings: readonly string[]): Plan {
  const points = plan.experiments.flatMap((experiment) => experiment.points);
  const trained = points.flatMap(({ weights }) => (weights.kind === 'training' ? [weights.training] : []));
  const jobs = only(plan.trainings, [...trained, ...trainings]);
  const work = Object.values(jobs);
  const starts = work.flatMap(({ startFrom }) =>
    startFrom !== null && 'network' in startFrom ? [startFrom.network] : [],
  );
  const injected = work.flatMap(({ inject }) => inject?.chip ?? []);
  const networks = [...points, ...work].map(({ network }) => network);
  return {
    ...plan,
    trainings: jobs,
    networks: only(plan.networks, [...networks, ...starts]),
    data: only(
      plan.data,
      [...points, ...work].map(({ data }) => data),
    ),
    chips: only(plan.chips, [...points.map(({ chip }) => chip), ...injected]),
    mappings: only(plan.mappings, [
      ...points.map(({ mapping }) => mapping),
      ...work.flatMap(({ inject }) => inject?.mapping ?? []),
    ]),
  };
}
