import type { Plan, PlanExperiment } from '@kirchhoff/plan';
import { type AxisCost, axisCosts } from './axis.js';
import type { LayerCost } from './layer.js';
import { imagesOf, pointCosts } from './point.js';
import { trainingOperations } from './training.js';
import { addWires, type WireCost } from './wires.js';

export interface ExperimentCost {
  readonly name: string;
  readonly points: number;
  /** Chip instances per point and network (the least number of an adaptive experiment). */
  readonly trials: number;
  readonly repeats: number;
  /** points x trials x repeats. */
  readonly chips: number;
  /** Test images; undefined where the size of the data set is not known before it is read (operations are then 0). */
  readonly images: number | undefined;
  /** Cells programmed, over all chips. */
  readonly cells: number;
  /** Over all chips and images, layers kept digital included. */
  readonly multiplyAccumulates: number;
  readonly conversions: number;
  /** Over all chips. */
  readonly wires: WireCost;
  /** Arrays of the largest chip whose wires are solved. */
  readonly wiredArrays: number;
  /** Layers of the first point's network on its chip. */
  readonly layers: readonly LayerCost[];
  /** Arrays of the largest chip. */
  readonly arrays: number;
  /** [bytes] */
  readonly bytesPerWorker: number;
  readonly axes: readonly AxisCost[];
  /** The axis that costs most; undefined where none has more than one value. */
  readonly costliestAxis: string | undefined;
}

export interface StudyCost {
  readonly experiments: readonly ExperimentCost[];
  readonly points: number;
  readonly chips: number;
  readonly multiplyAccumulates: number;
  readonly conversions: number;
  readonly cells: number;
  readonly wires: WireCost;
  readonly wiredArrays: number;
  /** Networks to train: the plan's trainings times their repeats. */
  readonly trainings: number;
  /** Forward and backward, over all epochs. */
  readonly trainingMultiplyAccumulates: number;
  /** [bytes] */
  readonly bytesPerWorker: number;
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

const largest = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((most, item) => Math.max(most, of(item)), 0);

function experimentCost(plan: Plan, experiment: PlanExperiment): ExperimentCost {
  const points = pointCosts(plan, experiment);
  const axes = axisCosts(plan, experiment, points);
  const [costliest] = [...axes].sort((a, b) => b.saves - a.saves);
  return {
    name: experiment.name,
    points: points.length,
    trials: experiment.trials.from,
    repeats: largest(points, ({ repeats }) => repeats),
    chips: sum(points, ({ chips }) => chips),
    images: imagesOf(plan, experiment.points[0]!.data),
    cells: sum(points, ({ cells }) => cells),
    multiplyAccumulates: sum(points, (point) => point.multiplyAccumulates),
    conversions: sum(points, ({ conversions }) => conversions),
    wires: addWires(points.map(({ wires }) => wires)),
    wiredArrays: largest(points, ({ wiredArrays }) => wiredArrays),
    layers: points[0]!.layers,
    arrays: largest(points, ({ arrays }) => arrays),
    bytesPerWorker: largest(points, ({ bytesPerWorker }) => bytesPerWorker),
    axes,
    costliestAxis: costliest !== undefined && costliest.values > 1 ? costliest.name : undefined,
  };
}

/** What a plan costs, before anything runs. */
export function cost(plan: Plan): StudyCost {
  const experiments = plan.experiments.map((experiment) => experimentCost(plan, experiment));
  return {
    experiments,
    points: sum(experiments, ({ points }) => points),
    chips: sum(experiments, ({ chips }) => chips),
    multiplyAccumulates: sum(experiments, (experiment) => experiment.multiplyAccumulates),
    conversions: sum(experiments, ({ conversions }) => conversions),
    cells: sum(experiments, ({ cells }) => cells),
    wires: addWires(experiments.map(({ wires }) => wires)),
    wiredArrays: largest(experiments, ({ wiredArrays }) => wiredArrays),
    trainings: sum(Object.values(plan.trainings), ({ repeats }) => repeats),
    trainingMultiplyAccumulates: sum(Object.keys(plan.trainings), (id) => trainingOperations(plan, id)),
    bytesPerWorker: largest(experiments, ({ bytesPerWorker }) => bytesPerWorker),
  };
}
