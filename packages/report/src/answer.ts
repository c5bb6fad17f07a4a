import { metricOf, type PlanExperiment, resolutionOf, type Results, type TrialResult } from '@kirchhoff/plan';
import { type Finding, knee, linesOf, searchLines, type Values } from '@kirchhoff/statistics';
import { trialsByPoint } from './group.js';

/** What a search found along one line: everything swept and every outer search is set. */
export interface Answer {
  /** Indexes into the values of all axes but the last. */
  readonly outer: readonly number[];
  readonly finding: Finding;
  /** Chip instances evaluated along the line, over all networks. */
  readonly chips: number;
  /** The first value of the outer search that can meet the requirement. */
  readonly first: boolean;
  /** The knee of the frontier over the outer search. */
  readonly knee: boolean;
}

/** Answers of one experiment, and what they cost. */
export interface Answers {
  readonly answers: readonly Answer[];
  readonly chips: number;
  /** What every point of the grid with the most chips would have cost. */
  readonly gridChips: number;
}

function known(experiment: PlanExperiment, byPoint: readonly (readonly TrialResult[])[]): Values {
  return (point, trials) => {
    const networks: TrialResult[][] = [];
    for (const trial of byPoint[point]!) (networks[trial.repeat] ??= []).push(trial);
    if (networks.length === 0 || networks.some((rows) => rows.length < trials)) return undefined;
    return experiment.requires.map(({ left }) =>
      networks.map((rows) => rows.slice(0, trials).map((trial) => metricOf(left.of, experiment, trial))),
    );
  };
}

/** Lines that differ in the innermost outer search alone, where there are two searches. */
function frontiers(experiment: PlanExperiment, found: readonly Answer[]): Answer[][] {
  const groups = new Map<string, Answer[]>();
  for (const answer of found) {
    const key = answer.outer.slice(0, -1).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  return experiment.finds.length < 2 ? [] : [...groups.values()];
}

/** Numbers of both searches where the line has an answer, ascending in the outer one. */
function pairsOf(experiment: PlanExperiment, group: readonly Answer[]) {
  const [outerAxis, innerAxis] = experiment.axes.slice(-2);
  return group
    .filter(({ finding }) => finding.answer !== null)
    .map((answer) => ({
      answer,
      x: outerAxis!.values[answer.outer.at(-1)!]!.number!,
      y: innerAxis!.values[experiment.points[answer.finding.answer!]!.coordinates.at(-1)!]!.number!,
    }));
}

function marked(experiment: PlanExperiment, found: readonly Answer[]): Answer[] {
  const firsts = new Set<Answer>();
  const knees = new Set<Answer>();
  for (const group of frontiers(experiment, found)) {
    const pairs = pairsOf(experiment, group);
    const first = experiment.finds.at(-2)!.goal === 'smallest' ? pairs.at(0) : pairs.at(-1);
    if (first !== undefined) firsts.add(first.answer);
    const place = knee(pairs);
    if (place !== undefined) knees.add(pairs[place]!.answer);
  }
  return found.map((answer) => ({ ...answer, first: firsts.has(answer), knee: knees.has(answer) }));
}

/** The answers to an experiment's inverse question, from its trials alone; undefined where it asks none. */
export function answersOf(experiment: PlanExperiment, results: Results): Answers | undefined {
  const { finds, requires, trials, confidence } = experiment;
  if (finds.length === 0) return undefined;
  const byPoint = trialsByPoint(experiment, results);
  const values = known(experiment, byPoint);
  const { goal } = finds.at(-1)!;
  const step = (point: number, which: number): number =>
    resolutionOf(requires[which]!.left.of, experiment.points[point]!, results.images);
  const lines = linesOf(experiment.points);
  const states = searchLines({ goal, requires, trials, confidence, resolutionOf: step }, lines, values);
  const found = lines.flatMap(({ outer, points }, line) => {
    const state = states[line]!;
    if ('wants' in state) return [];
    const chips = points.reduce((sum, point) => sum + byPoint[point]!.length, 0);
    return [{ outer, finding: state.finding, chips, first: false, knee: false }];
  });
  const networks =
    1 +
    Math.max(
      0,
      ...results.trials.filter(({ experiment: of }) => of === experiment.name).map(({ repeat }) => repeat),
    );
  return {
    answers: marked(experiment, found),
    chips: found.reduce((sum, { chips }) => sum + chips, 0),
    gridChips: experiment.points.length * trials.to * networks,
  };
}
