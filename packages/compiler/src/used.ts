import type { Study, Training } from '@kirchhoff/model';

/** Trainings that are wanted for themselves: all of a text without experiments. In others the experiments say what is trained. */
export const wantedTrainings = (study: Study): readonly Training[] =>
  study.experiments.length === 0 ? study.trainings : [];
