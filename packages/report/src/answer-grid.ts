import type { PlanExperiment, Results } from '@kirchhoff/plan';
import { type Answer, type Answers, answersOf } from './answer.js';
import { titleOf } from './axis.js';
import { trialsByPoint } from './group.js';
import { conditionText, evidenceText } from './requirement.js';
import type { Grid } from './table.js';

const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(6))} %`;

/** The value of the innermost search at a point, with its unit. */
export function searchedLabel(experiment: PlanExperiment, point: number): string {
  return experiment.axes.at(-1)!.values[experiment.points[point]!.coordinates.at(-1)!]!.label;
}

const beyondText = (experiment: PlanExperiment, { finding }: Answer): string => {
  if (finding.beyond === null) return 'end of the range';
  const { verdict } = finding.judged.find(({ point }) => point === finding.beyond)!;
  return `${searchedLabel(experiment, finding.beyond)} ${verdict === 'fails' ? 'fails' : 'is open'}`;
};

const noteOf = (experiment: PlanExperiment, { finding, first, knee }: Answer): string =>
  [
    ...(first ? ['first that can'] : []),
    ...(knee ? ['knee'] : []),
    ...finding.against.map((point) => `not monotone at ${searchedLabel(experiment, point)}`),
  ].join(', ');

function rowOf(experiment: PlanExperiment, results: Results, answer: Answer): string[] {
  const { outer, finding, chips } = answer;
  const trials = finding.answer === null ? [] : trialsByPoint(experiment, results)[finding.answer]!;
  return [
    ...outer.map((index, axis) => experiment.axes[axis]!.values[index]!.label),
    finding.answer === null ? 'none' : searchedLabel(experiment, finding.answer),
    beyondText(experiment, answer),
    ...experiment.requires.map((condition) =>
      trials.length === 0 ? '' : evidenceText(condition, trials, experiment, results.images),
    ),
    String(chips),
    noteOf(experiment, answer),
  ];
}

/** The answers of an experiment as a table: what was found on every line, what is known of it, and what it cost. */
export function answerGrid(experiment: PlanExperiment, results: Results): Grid | undefined {
  const found = answersOf(experiment, results);
  if (found === undefined) return undefined;
  const search = experiment.finds.at(-1)!;
  return {
    title: `${experiment.name}: ${search.goal} ${search.name} shown with ${percent(experiment.confidence)} confidence, by ${found.chips} chips`,
    header: [
      ...experiment.axes.slice(0, -1).map(titleOf),
      `${search.goal} ${titleOf(experiment.axes.at(-1)!)}`,
      'next',
      ...experiment.requires.map(conditionText),
      'chips',
      'note',
    ],
    rows: found.answers.map((answer) => rowOf(experiment, results, answer)),
  };
}

/** `bits = 5, scheme = reference_column`: what a line sets. */
const where = (experiment: PlanExperiment, outer: readonly number[]): string =>
  outer
    .map((index, axis) => `${experiment.axes[axis]!.name} = ${experiment.axes[axis]!.values[index]!.label}`)
    .join(', ');

function sentence(experiment: PlanExperiment, results: Results, answer: Answer): string {
  const { goal, name } = experiment.finds.at(-1)!;
  const { finding, outer } = answer;
  const place = outer.length === 0 ? '' : `With ${where(experiment, outer)}: `;
  const asked = experiment.requires.map(conditionText).join(' and ');
  if (finding.answer === null) return `${place}no ${name} of the range is shown to reach ${asked}.`;
  const trials = trialsByPoint(experiment, results)[finding.answer]!;
  const evidence = experiment.requires.map((condition) =>
    evidenceText(condition, trials, experiment, results.images),
  );
  const knee = answer.knee ? '; the knee of the frontier' : '';
  return `${place}the ${goal} ${name} that reaches ${asked} is ${searchedLabel(experiment, finding.answer)} (${evidence.join('; ')}${knee}).`;
}

/** Answers worth a sentence: all of a few lines, else those that a frontier marks. */
const told = ({ answers }: Answers): readonly Answer[] => {
  const marked = answers.filter(({ first, knee }) => first || knee);
  return marked.length > 0 ? marked : answers.slice(0, 8);
};

const against = (experiment: PlanExperiment, { answers }: Answers): string[] => {
  const points = answers.flatMap(({ finding }) => finding.against);
  if (points.length === 0) return [];
  const { name } = experiment.finds.at(-1)!;
  return [
    `The search assumes that the requirement only gets harder along ${name}; chips contradict that at ${points.length} ${points.length === 1 ? 'value' : 'values'} (see the table): the answer there may not be the last one.`,
  ];
};

/** The verdict on an inverse question in sentences; undefined where the experiment asks none. */
export function verdictOf(experiment: PlanExperiment, results: Results): string[] | undefined {
  const found = answersOf(experiment, results);
  if (found === undefined) return undefined;
  const least = (found.gridChips / Math.max(1, found.chips)).toFixed(
    found.gridChips < 10 * found.chips ? 1 : 0,
  );
  return [
    ...told(found).map((answer) => sentence(experiment, results, answer)),
    ...against(experiment, found),
    `Each answer holds with ${percent(experiment.confidence)} confidence and cost ${found.chips} chips in all; every point with ${experiment.trials.to} chips would take ${found.gridChips}, ${least} times as many.`,
  ];
}
