import { isAnalogNode, limits, type Plan, type PlanPoint } from '@kirchhoff/plan';
import { matrixOf } from '../mapping/layer.js';
import { standardFacts } from '../records/facts.js';
import { imagesOf, type PointCost, pointCosts } from './point.js';

const mebibyte = 2 ** 20;
/** The main thread: code, heap, the study, its plan and its pages [bytes]. */
const mainThread = 120 * mebibyte;
/** What training leaves in the threads that trained: tensorflow.js and its heaps [bytes]. */
const trainingEngine = 64 * mebibyte;
/** A worker that has not been given work yet [bytes]. */
const waitingWorker = 32 * mebibyte;

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Images read at a time, as unpacked and as read [bytes a value]. */
const perRead = 2;

/**
 * Images as stored, one byte to a value, and those in use as float32; without a training only calibration images are kept of the
 * training part, and the images of a file are there twice while it is read. Sets of files are as large as the study says they are.
 */
function dataBytes(plan: Plan, id: string): number {
  const { source, testImages, trainImages, calibrationImages } = plan.data[id]!;
  const facts = standardFacts(source.kind);
  const point = plan.experiments.flatMap(({ points }) => points).find(({ data }) => data === id);
  const shape = facts?.shape ?? (point === undefined ? [] : plan.networks[point.network]!.nodes[0]!.shape);
  const test = Math.min(testImages ?? Infinity, facts?.testImages ?? testImages ?? 0);
  const trained = Object.values(plan.trainings).some(({ data }) => data === id);
  const train = trained ? (trainImages ?? facts?.trainImages ?? 0) : calibrationImages;
  const stored = train + perRead * (facts?.testImages ?? test);
  return size(shape) * (stored + 4 * (test + calibrationImages));
}

/** Weights as read from their file, and in shared memory. */
function weightBytes(plan: Plan, network: string): number {
  const layers = plan.networks[network]!.nodes.filter(isAnalogNode).map(matrixOf);
  return 8 * layers.reduce((sum, { inputs, outputs, groups }) => sum + inputs * outputs * groups, 0);
}

/** Fewer images of a chip are not shared between workers. */
const leastImages = 64;

/** A worker on a point: what its mapping says, the coded inputs, and the chips beside the first. */
function workerBytes(plan: Plan, point: PlanPoint, cost: PointCost): number {
  const images = imagesOf(plan, point.data) ?? 0;
  const driven = 4 * size(plan.networks[point.network]!.nodes[0]!.shape) * images;
  const beside =
    limits.cellBytes * (cost.cells / cost.chips) * (Math.min(limits.chipsTogether, cost.chips) - 1);
  return cost.bytesPerWorker + Math.min(limits.drivenBytes, driven) + Math.min(limits.togetherBytes, beside);
}

/** Memory of a whole evaluation with so many workers [bytes]: those that there are chips or images for work, the others wait. */
export function memoryOfRun(plan: Plan, workers: number): number {
  const each = plan.experiments.flatMap((experiment) => {
    const costs = pointCosts(plan, experiment);
    return experiment.points.map((point, index) => ({ point, cost: costs[index]! }));
  });
  const used = <T>(of: (point: PlanPoint) => T): T[] => [...new Set(each.map(({ point }) => of(point)))];
  const pieces = each.reduce((sum, { point, cost }) => {
    const images = imagesOf(plan, point.data) ?? 0;
    return sum + cost.chips * Math.max(1, Math.floor(images / leastImages));
  }, 0);
  const perWorker = each.reduce((most, { point, cost }) => Math.max(most, workerBytes(plan, point, cost)), 0);
  const busy = Math.min(workers, pieces);
  const data = used((point) => point.data).reduce((sum, id) => sum + dataBytes(plan, id), 0);
  const weights = used((point) => point.network).reduce((sum, id) => sum + weightBytes(plan, id), 0);
  const training = Object.keys(plan.trainings).length === 0 ? 0 : trainingEngine;
  return mainThread + training + data + weights + busy * perWorker + (workers - busy) * waitingWorker;
}
