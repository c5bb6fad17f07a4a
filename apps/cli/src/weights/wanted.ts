import type { Plan, PlanChip, PlanFile, PlanMapping, PlanNetwork, PlanTraining } from '@kirchhoff/plan';

/** One network to train: a training of the plan and which of its repeats. */
export interface Wanted {
  readonly id: string;
  readonly repeat: number;
  readonly training: PlanTraining;
  readonly network: PlanNetwork;
  /** Where its weights start: the file, and the imported network where it is one. */
  readonly start?: { readonly file: PlanFile; readonly imported: boolean };
  /** The chip of its injection. */
  readonly injected?: { readonly chip: PlanChip; readonly mapping: PlanMapping };
}

function startOf(plan: Plan, { startFrom }: PlanTraining): Pick<Wanted, 'start'> {
  if (startFrom === null) return {};
  if ('weights' in startFrom) return { start: { file: startFrom.weights, imported: false } };
  const { source, weights } = plan.networks[startFrom.network]!;
  const file = source?.file ?? weights;
  return file === null ? {} : { start: { file, imported: source !== null } };
}

function injectedOf(plan: Plan, { inject }: PlanTraining): Pick<Wanted, 'injected'> {
  if (inject === null || inject.chip === null || !inject.mapping) return {};
  return { injected: { chip: plan.chips[inject.chip]!, mapping: plan.mappings[inject.mapping]! } };
}

/** The trainings that the points of a plan use. */
const usedTrainings = (plan: Plan): ReadonlySet<string> =>
  new Set(
    plan.experiments.flatMap(({ points }) =>
      points.flatMap(({ weights }) => (weights.kind === 'training' ? [weights.training] : [])),
    ),
  );

/** Every trained network that the points of a plan use, or `all` that the study declares, in the order of the plan's table. */
export function wantedWeights(plan: Plan, all = false): Wanted[] {
  const used = usedTrainings(plan);
  return Object.entries(plan.trainings)
    .filter(([id]) => all || used.has(id))
    .flatMap(([id, training]) =>
      Array.from({ length: training.repeats }, (_, repeat) => ({
        id,
        repeat,
        training,
        network: plan.networks[training.network]!,
        ...startOf(plan, training),
        ...injectedOf(plan, training),
      })),
    );
}

/** Outputs of the network: labels of files may leave out the last classes. */
export const classesOf = ({ network }: Pick<Wanted, 'network'>): number =>
  network.nodes.at(-1)!.shape.reduce((product, size) => product * size, 1);

/** The name under which one trained network travels. */
export const nameOf = ({ id, repeat }: Pick<Wanted, 'id' | 'repeat'>): string => `${id}/${repeat}`;
