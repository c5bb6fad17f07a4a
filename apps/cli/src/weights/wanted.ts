import type { Plan, PlanNetwork, PlanTraining } from '@kirchhoff/plan';

/** One network to train: a training of the plan and which of its repeats. */
export interface Wanted {
  readonly id: string;
  readonly repeat: number;
  readonly training: PlanTraining;
  readonly network: PlanNetwork;
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
      })),
    );
}

/** The name under which one trained network travels. */
export const nameOf = ({ id, repeat }: Pick<Wanted, 'id' | 'repeat'>): string => `${id}/${repeat}`;
