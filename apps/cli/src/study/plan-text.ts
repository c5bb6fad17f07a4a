import type { ExperimentCost, LayerCost, StudyCost } from '@kirchhoff/compiler';
import type { Plan, PlanExperiment } from '@kirchhoff/plan';
import { amount, bytes, plural } from '../terminal/amount.js';
import { duration } from '../terminal/duration.js';
import { tableText } from '../terminal/table.js';
import type { Forecast } from './forecast.js';
import type { PlannedStudy } from './planned.js';
import { trainingNames } from './training-names.js';
import { trainingTexts } from './training-text.js';

interface Figures extends Forecast {
  readonly workers: number;
}

/** The plan for people: the whole, then every experiment with its layers on arrays. */
export function planText(path: string, { plan, hash, study, host }: PlannedStudy, figures: Figures): string {
  const { cost, seconds, workers } = figures;
  const known = cost.experiments.every(({ images }) => images !== undefined);
  const work = known
    ? `${amount(cost.multiplyAccumulates)} multiply-accumulates`
    : 'multiply-accumulates not known before the test images are read';
  const time = [
    ...(cost.trainings > 0
      ? [`${about(seconds.training)} to train ${plural(cost.trainings, 'network')}`]
      : []),
    `${about(seconds.evaluation)} to evaluate, with ${plural(workers, 'worker')}`,
  ];
  const lines = [
    `${path}: plan ${hash.slice(0, 12)}`,
    `  ${plural(cost.points, 'point')}, ${plural(cost.chips, 'chip')}`,
    `  ${work}, ${amount(cost.cells)} cells programmed`,
    ...wiresText(cost, seconds),
    `  memory about ${bytes(figures.bytes)} with ${plural(workers, 'worker')}`,
    `  time ${known ? '' : 'at least '}${time.join(', ')}`,
  ];
  const parts = cost.experiments.map((each, index) => experimentText(each, plan.experiments[index]!, plan));
  const trainings = trainingTexts(plan, trainingNames(study, host, plan));
  return `${[`${lines.join('\n')}\n`, ...trainings, ...parts].join('\n')}`;
}

/** What wires cost: every array with resistive lines is solved once per chip. */
const wiresText = ({ wires, wiredArrays }: StudyCost, seconds: Forecast['seconds']): string[] =>
  wires.arrays === 0
    ? []
    : [
        `  wires of ${plural(wires.arrays, 'array')} to solve, ${wiredArrays} on a chip, ${amount(wires.operations)} multiply-adds`,
        `  about ${brief(seconds.array)} for the largest array, ${brief(seconds.wires)} for all of them`,
      ];

const brief = (seconds: number): string =>
  seconds < 1 ? `${Math.max(1, Math.round(1000 * seconds))} ms` : duration(seconds);

const about = (seconds: number): string => (seconds < 1 ? 'about 1 s' : `about ${duration(seconds)}`);

function experimentText(cost: ExperimentCost, experiment: PlanExperiment, plan: Plan): string {
  const chip = plan.chips[experiment.points[0]!.chip]!;
  const axes = experiment.axes.map(({ name, values }) => `${name} ${values.length}`).join(' x ');
  const { trials } = experiment;
  const chips =
    trials.from === trials.to ? plural(trials.from, 'chip') : `${trials.from} to ${trials.to} chips`;
  const lines = [
    `experiment ${cost.name}`,
    `  ${plural(cost.points, 'point')}${axes === '' ? '' : ` (${axes})`}${experiment.finds.length > 0 ? ', of which a search visits few' : ''}, ${chips} each${cost.repeats > 1 ? `, ${cost.repeats} networks` : ''}, ${cost.images ?? 'all'} test images`,
    ...(cost.costliestAxis === undefined
      ? []
      : [`  the axis ${cost.costliestAxis} costs most: leaving values of it out saves most`]),
    '',
  ];
  const several = new Set(experiment.points.map((point) => point.mapping)).size > 1;
  const title = `layers on arrays of ${chip.array.rows} x ${chip.array.columns}${several ? ' (first point)' : ''}`;
  return `${lines.join('\n')}\n${indent(tableText({ title, ...layerTable(cost.layers) }))}`;
}

const layerTable = (layers: readonly LayerCost[]) => ({
  header: ['layer', 'weights', 'row tiles', 'column tiles', 'arrays', 'multiply-accumulates', 'conversions'],
  rows: layers.map((layer) => [
    layer.node,
    `${layer.groups > 1 ? `${layer.groups} x ` : ''}${layer.inputs} x ${layer.outputs}`,
    String(layer.tiles[0]),
    String(layer.tiles[1]),
    String(layer.arrays),
    amount(layer.multiplyAccumulates),
    amount(layer.conversions),
  ]),
});

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
