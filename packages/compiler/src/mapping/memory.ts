import {
  type AnalogNode,
  isAnalogNode,
  type PlanChip,
  type PlanLayerMapping,
  type PlanNetwork,
  type PlanNode,
} from '@kirchhoff/plan';
import { cellsOf } from './cells.js';
import { matrixOf } from './layer.js';
import { readingBytes } from './reading.js';
import { wireBytes } from './wires.js';

const mebibyte = 2 ** 20;
/** What one worker should stay below [bytes]; a network whose cells alone take more goes over it. */
const workerBudget = 512 * mebibyte;
/** What the activations of one task may take [bytes]: between these, whatever the cells leave of the budget. */
const leastActivations = 16 * mebibyte;
const mostActivations = 64 * mebibyte;
const mostImages = 1000;
/** Code, heap and WebAssembly memory of an idle worker [bytes]. */
const idle = 80 * mebibyte;
/** A cell as its target and as drawn; the packed plane of a pair counts as a weight [bytes]. */
const perCell = 8;
/** A weight of the float32 network, as read and packed [bytes]. */
const perWeight = 8;

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

const weightsOf = (node: AnalogNode): number => {
  const { inputs, outputs, groups } = matrixOf(node);
  return inputs * outputs * groups;
};

/** The largest number of float32 values alive at once while one image passes: outputs still needed, and the driven inputs of a layer. */
export function valuesPerImage(nodes: readonly PlanNode[]): number {
  const lastUse = new Map<string, number>();
  nodes.forEach((node, index) => [node.name, ...node.inputs].forEach((name) => lastUse.set(name, index)));
  const sizes = new Map(nodes.map((node) => [node.name, size(node.shape)]));
  const ending = new Map<number, number>();
  for (const [name, index] of lastUse) ending.set(index, (ending.get(index) ?? 0) + (sizes.get(name) ?? 0));
  let alive = 0;
  let most = 0;
  nodes.forEach((node, index) => {
    alive += size(node.shape);
    const inputs = node.inputs.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
    most = Math.max(most, alive + (isAnalogNode(node) ? inputs : 0));
    alive -= ending.get(index) ?? 0;
  });
  return most;
}

/** Images per task and memory of one worker, by the rule in this package's README. */
export function memoryOf(
  network: PlanNetwork,
  layers: readonly PlanLayerMapping[],
  chip: PlanChip,
): { readonly imagesPerTask: number; readonly bytesPerWorker: number } {
  const perImage = 4 * valuesPerImage(network.nodes);
  const cells = layers.reduce((sum, layer) => sum + layer.groups * cellsOf(chip, layer), 0);
  const weights = network.nodes.filter(isAnalogNode).reduce((sum, node) => sum + weightsOf(node), 0);
  const fixed =
    idle +
    perCell * cells +
    perWeight * weights +
    wireBytes(chip, layers, cells) +
    readingBytes(chip, layers, cells);
  const budget = Math.max(leastActivations, Math.min(mostActivations, workerBudget - fixed));
  const imagesPerTask = Math.max(1, Math.min(mostImages, Math.floor(budget / perImage)));
  return { imagesPerTask, bytesPerWorker: fixed + imagesPerTask * perImage };
}
