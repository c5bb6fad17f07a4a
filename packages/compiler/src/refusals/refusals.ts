import type { Experiment, Problem, Study, Training } from '@kirchhoff/model';
import { combinations, countPoints, mostPoints } from '../points.js';
import { problems } from '../problems.js';
import { withSearched } from '../searched.js';
import { wantedTrainings } from '../used.js';
import { type Feature, features, type Subjects } from './features.js';

type Blocks = { readonly [K in keyof Subjects]?: Subjects[K] };

function uses({ of, uses: is }: Feature, blocks: Blocks): boolean {
  const subject = blocks[of];
  return subject !== undefined && (is as (subject: object) => boolean)(subject);
}

/** Values carry no place of their own: the report points at the block that holds the feature. */
const refused = (blocks: Blocks): Problem[] =>
  features
    .filter((feature) => uses(feature, blocks))
    .map(({ of, what, field }) => ({ code: 'K501', origin: blocks[of]!.origin, what, field }));

function ofPoint(experiment: Experiment): Problem[] {
  const { chip, train } = experiment;
  const network = train?.network ?? experiment.network;
  return refused({ experiment, train, network, chip });
}

const ofTraining = (train: Training): Problem[] => refused({ train, network: train.network });

/**
 * What the study's points and trainings use and this version cannot execute (K501), each feature once per block that holds it. A run
 * is refused while this is not empty; a plan is not. Studies that `compile` finds faults in give an answer for their whole parts.
 */
export function refusals(study: Study): readonly Problem[] {
  const found = problems();
  const experiments = study.experiments
    .map(withSearched)
    .filter((experiment) => countPoints(experiment) <= mostPoints);
  for (const written of experiments)
    for (const { experiment } of combinations(written)) ofPoint(experiment).forEach(found.add);
  wantedTrainings(study).flatMap(ofTraining).forEach(found.add);
  return found.list();
}
