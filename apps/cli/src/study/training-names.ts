import { compile } from '@kirchhoff/compiler';
import type { Host, Study } from '@kirchhoff/model';

/** The names that the study's trainings have in it, by their identity in the plan; a swept training has none. */
export function trainingNames(study: Study, host: Host): ReadonlyMap<string, string> {
  const used = study.experiments.flatMap(({ train }) => (train === undefined ? [] : [train]));
  return new Map(
    [...study.trainings, ...used].flatMap((training) => {
      const { plan } = compile({ ...study, trainings: [training], experiments: [], reports: [] }, host);
      return Object.keys(plan?.trainings ?? {}).map((id) => [id, training.name] as const);
    }),
  );
}
