import { type Images, metricOf, type PlanExperiment, resolutionOf } from '@kirchhoff/plan';
import { linesOf, type Question, searchLines, type Values } from '@kirchhoff/statistics';
import type { Director, Known, Want } from './director.js';

/** The question that the last `find` of an experiment asks of every line of its points. */
const questionOf = (
  { finds, requires, trials, confidence, points }: PlanExperiment,
  images: Images,
): Question => ({
  resolutionOf: (point, which) => resolutionOf(requires[which]!.left.of, points[point]!, images),
  goal: finds.at(-1)!.goal,
  requires,
  trials,
  confidence,
});

const valuesOf =
  (experiment: PlanExperiment, known: Known): Values =>
  (point, trials) => {
    const networks = known(point, trials);
    return (
      networks &&
      experiment.requires.map(({ left }) =>
        networks.map((rows) => rows.map((trial) => metricOf(left.of, experiment, trial))),
      )
    );
  };

/** `find … require …`: along every line of the last search, the chips of points whose verdict is open. */
export const searching: Director = (experiment, known, images) => {
  const values = valuesOf(experiment, known);
  const question = questionOf(experiment, images);
  const wants = searchLines(question, linesOf(experiment.points), values).flatMap((state): Want[] =>
    'wants' in state ? [...state.judged, ...state.wants] : [...state.finding.judged],
  );
  return wants.map(({ point, trials }) => ({ point, trials })).sort((a, b) => a.point - b.point);
};
