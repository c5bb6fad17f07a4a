import type { Plan, PlanExperiment, PlanPoint } from '@kirchhoff/plan';
import { cellsOf } from '../mapping/cells.js';
import { standardFacts } from '../records/facts.js';
import { type LayerCost, layerCost, softwareOperations } from './layer.js';
import { addWires, timesWires, type WireCost } from './wires.js';

/** One point over all its chips and images. */
export interface PointCost {
  readonly layers: readonly LayerCost[];
  readonly chips: number;
  readonly repeats: number;
  readonly arrays: number;
  readonly cells: number;
  readonly multiplyAccumulates: number;
  readonly conversions: number;
  readonly wires: WireCost;
  /** Arrays of one chip whose wires are solved. */
  readonly wiredArrays: number;
  readonly bytesPerWorker: number;
  /** The training behind its weights. */
  readonly training: string | undefined;
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** Test images of a plan's data, where they are known before reading. */
export function imagesOf(plan: Plan, data: string): number | undefined {
  const { source, testImages } = plan.data[data]!;
  const all = standardFacts(source.kind)?.testImages;
  return testImages === null ? all : Math.min(testImages, all ?? testImages);
}

/** What one chip does with one image, and holds. */
function perChip(plan: Plan, point: PlanPoint) {
  const mapping = plan.mappings[point.mapping]!;
  const chip = plan.chips[point.chip]!;
  const layers = mapping.layers.map((layer) => layerCost(plan, point, layer));
  return {
    layers,
    arrays: sum(layers, ({ arrays }) => arrays),
    cells: sum(mapping.layers, (layer) => layer.groups * cellsOf(chip, layer)),
    multiplyAccumulates:
      sum(layers, (layer) => layer.multiplyAccumulates) +
      softwareOperations(plan, point.network, point.keepDigital),
    conversions: sum(layers, ({ conversions }) => conversions),
    wires: addWires(layers.map(({ wires }) => wires)),
    bytesPerWorker: mapping.bytesPerWorker,
  };
}

/** Points beside the halvings that a search looks at: the ends of its range. */
const besideHalving = 2;

/** Share of its points that an experiment visits: a search visits few of a line. */
export function visitedShare({ finds, axes }: PlanExperiment): number {
  const along = axes.at(-1)?.values.length ?? 1;
  if (finds.length === 0) return 1;
  return Math.min(1, (Math.ceil(Math.log2(along + 1)) + besideHalving) / along);
}

/** Costs of an experiment's points; equal hardware is counted once, and a search by the mean of what it visits. */
export function pointCosts(plan: Plan, experiment: PlanExperiment): readonly PointCost[] {
  const known = new Map<string, ReturnType<typeof perChip>>();
  const share = visitedShare(experiment);
  return experiment.points.map((point) => {
    const key = [point.network, point.chip, point.mapping].join();
    const one = known.get(key) ?? perChip(plan, point);
    known.set(key, one);
    const training = point.weights.kind === 'training' ? point.weights.training : undefined;
    const repeats = training === undefined ? 1 : plan.trainings[training]!.repeats;
    const chips = Math.ceil(experiment.trials.from * repeats * share);
    const images = imagesOf(plan, point.data) ?? 0;
    return {
      ...one,
      chips,
      repeats,
      cells: chips * one.cells,
      multiplyAccumulates: chips * images * one.multiplyAccumulates,
      conversions: chips * images * one.conversions,
      wires: timesWires(one.wires, chips),
      wiredArrays: one.wires.arrays,
      training,
    };
  });
}
