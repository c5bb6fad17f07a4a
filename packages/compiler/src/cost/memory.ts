import { isAnalogNode, type Plan } from '@kirchhoff/plan';
import { matrixOf } from '../mapping/layer.js';
import { standardFacts } from '../records/facts.js';
import { pointCosts } from './point.js';

const mebibyte = 2 ** 20;
/** The main thread: code, heap, the study, its plan and its pages [bytes]. */
const mainThread = 160 * mebibyte;
/** A worker that has not been given work yet [bytes]. */
const waitingWorker = 32 * mebibyte;

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Images as stored, one byte to a value, and those in use as float32. Sets of files are as large as the study says they are. */
function dataBytes(plan: Plan, id: string): number {
  const { source, testImages, calibrationImages } = plan.data[id]!;
  const facts = standardFacts(source.kind);
  const point = plan.experiments.flatMap(({ points }) => points).find(({ data }) => data === id);
  const shape = facts?.shape ?? (point === undefined ? [] : plan.networks[point.network]!.nodes[0]!.shape);
  const test = Math.min(testImages ?? Infinity, facts?.testImages ?? testImages ?? 0);
  const stored = facts === undefined ? test : facts.trainImages + facts.testImages;
  return size(shape) * (stored + 4 * (test + calibrationImages));
}

/** Weights as read from their file, and in shared memory. */
function weightBytes(plan: Plan, network: string): number {
  const layers = plan.networks[network]!.nodes.filter(isAnalogNode).map(matrixOf);
  return 8 * layers.reduce((sum, { inputs, outputs, groups }) => sum + inputs * outputs * groups, 0);
}

/** Memory of a whole evaluation with so many workers [bytes]: those that there are chips for work, the others wait. */
export function memoryOfRun(plan: Plan, workers: number): number {
  const points = plan.experiments.flatMap((experiment) => pointCosts(plan, experiment));
  const chips = points.reduce((sum, point) => sum + point.chips, 0);
  const perWorker = points.reduce((most, { bytesPerWorker }) => Math.max(most, bytesPerWorker), 0);
  const busy = Math.min(workers, chips);
  const used = <T>(of: (point: Plan['experiments'][number]['points'][number]) => T): T[] => [
    ...new Set(plan.experiments.flatMap((experiment) => experiment.points.map(of))),
  ];
  const data = used((point) => point.data).reduce((sum, id) => sum + dataBytes(plan, id), 0);
  const weights = used((point) => point.network).reduce((sum, id) => sum + weightBytes(plan, id), 0);
  return mainThread + data + weights + busy * perWorker + (workers - busy) * waitingWorker;
}
