import { compile } from '@kirchhoff/compiler';
import type { Host, Study } from '@kirchhoff/model';
import type { Plan, PlanExperiment } from '@kirchhoff/plan';

/** The values that all points of a training share, of the axes that have more than one: what makes it another than its neighbours. */
function axesOf({ axes, points }: PlanExperiment, id: string): string[] {
  const own = points.filter(({ weights }) => weights.kind === 'training' && weights.training === id);
  return axes.flatMap(({ name, values }, axis) => {
    const coordinates = new Set(own.map((point) => point.coordinates[axis]!));
    const [only] = coordinates;
    return values.length > 1 && coordinates.size === 1 ? [`${name} = ${values[only!]!.label}`] : [];
  });
}

/** Names of swept trainings: that of what is swept, with the values of the axes. */
function sweptNames(study: Study, plan: Plan): (readonly [string, string])[] {
  return plan.experiments.flatMap((experiment) => {
    const used = experiment.points.flatMap(({ weights }) =>
      weights.kind === 'training' ? [weights.training] : [],
    );
    const name = study.experiments.find((each) => each.name === experiment.name)?.train?.name;
    return [...new Set(used)].flatMap((id) => {
      const axes = axesOf(experiment, id).join(', ');
      return axes === '' ? [] : [[id, `${name ?? experiment.name} (${axes})`] as const];
    });
  });
}

/** The names that people know the trainings of a plan by: those of the study, and for swept ones also the values that make each of them. */
export function trainingNames(study: Study, host: Host, plan: Plan): ReadonlyMap<string, string> {
  const used = study.experiments.flatMap(({ train }) => (train === undefined ? [] : [train]));
  const written = [...study.trainings, ...used].flatMap((training) => {
    const { plan: alone } = compile({ ...study, trainings: [training], experiments: [], reports: [] }, host);
    return Object.keys(alone?.trainings ?? {}).map((id) => [id, training.name] as const);
  });
  return new Map([...written, ...sweptNames(study, plan)]);
}
