import {
  type AnalogNode,
  isAnalogNode,
  limits,
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
const mostImages = 1000;
/** Arrays of a pass are kept for the next one, those of a last shorter pass too. */
const keptPasses = 2;
/** Code, heap and WebAssembly memory of an idle worker [bytes]. */
const idle = 48 * mebibyte;
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

/** Images of one pass: as many as fill the caches; a large plane of weights is worth a larger pass. */
function passImages(analog: readonly AnalogNode[], perImage: number): number {
  const planes = analog.map((node) => 4 * weightsOf(node));
  return Math.max(1, Math.min(mostImages, Math.floor(Math.max(limits.passBytes, ...planes) / perImage)));
}

/**
 * Images of one pass, and memory of a worker that runs a chip: an idle worker, targets and cells, the float32 network, effective
 * conductances of wired arrays, what reading needs beside the cells, and the activations of two passes [bytes].
 */
export function memoryOf(
  network: PlanNetwork,
  layers: readonly PlanLayerMapping[],
  chip: PlanChip,
): { readonly imagesPerTask: number; readonly bytesPerWorker: number } {
  const perImage = 4 * valuesPerImage(network.nodes);
  const cells = layers.reduce((sum, layer) => sum + layer.groups * cellsOf(chip, layer), 0);
  const analog = network.nodes.filter(isAnalogNode);
  const weights = analog.reduce((sum, node) => sum + weightsOf(node), 0);
  const fixed =
    idle +
    perCell * cells +
    perWeight * weights +
    wireBytes(chip, layers, cells) +
    readingBytes(chip, layers, cells);
  const imagesPerTask = passImages(analog, perImage);
  return { imagesPerTask, bytesPerWorker: fixed + keptPasses * imagesPerTask * perImage };
}
