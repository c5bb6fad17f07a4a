import { observeInputs, type InputObserver } from '@kirchhoff/kernels';
import { isAnalogNode } from '@kirchhoff/plan';
import type { AnalogNode } from '@kirchhoff/plan';
import { logitNodes, runNodes, type LayerRunner } from '../graph/run.js';
import { outputsOf, sizeOf } from '../graph/shape.js';
import { batches, softwareBatch } from './batches.js';
import type { Context } from './context.js';
import { scoreSheet } from './score.js';
import type { Calibration, ImageRange, SoftwarePart, Subject } from './task.js';

/** The float32 network on some test images. */
export function scoreSoftware(context: Context, subject: Subject, [first, count]: ImageRange): SoftwarePart {
  const { test } = context.inputs.data[subject.data]!;
  const { kernels, buffers } = context;
  const { pointwise } = kernels;
  const nodes = logitNodes(context.networkOf(subject));
  const { layer } = context.softwareOf(subject);
  const sheet = scoreSheet(test.labels.subarray(first, first + count), outputsOf(nodes), undefined);
  const size = test.images.length / Math.max(1, test.count);
  const images = test.images.subarray(first * size, (first + count) * size);
  for (const part of batches(images, count, softwareBatch(nodes, count)))
    sheet.add(runNodes(nodes, part.batch, part.images, layer, { pointwise, buffers }));
  return sheet.finish();
}

/** Runs the calibration images through the float32 network; `see` meets the input of every dense and conv node. */
export function walkCalibration(
  context: Context,
  subject: Subject,
  see: (node: AnalogNode, input: Float32Array, images: number, shape: readonly number[]) => void,
): void {
  const { calibration } = context.inputs.data[subject.data]!;
  const nodes = logitNodes(context.networkOf(subject));
  const { layer } = context.softwareOf(subject);
  const seen: LayerRunner = (node, input, images, shape, take) => {
    if (isAnalogNode(node)) see(node, input, images, shape);
    return layer(node, input, images, shape, take);
  };
  for (const { batch, images } of batches(
    calibration.images,
    calibration.count,
    softwareBatch(nodes, calibration.count),
  ))
    runNodes(nodes, batch, images, seen, { pointwise: context.kernels.pointwise, buffers: context.buffers });
}

/** Signs and `keep` quantiles of every layer's inputs over the calibration images (model.md section 4). */
export function observeNetwork(context: Context, subject: Subject, keep: number): Calibration['inputs'] {
  const network = context.networkOf(subject);
  const { count } = context.inputs.data[subject.data]!.calibration;
  const shapes = new Map(network.nodes.map((node) => [node.name, node.shape]));
  const observers = new Map<string, InputObserver>(
    network.nodes
      .filter(isAnalogNode)
      .map((node) => [node.name, observeInputs(count * sizeOf(shapes.get(node.inputs[0]!)!), keep)]),
  );
  walkCalibration(context, subject, (node, input) => observers.get(node.name)!.add(input));
  return Object.fromEntries([...observers].map(([name, observer]) => [name, observer.finish()]));
}
