import type { AnalogNode, PlanNode } from '@kirchhoff/plan';
import type { ImageShape } from '@kirchhoff/kernels';

/** [height, width, channels] or [features] as an image. */
export const imageOf = (shape: readonly number[]): ImageShape =>
  shape.length === 3
    ? { height: shape[0]!, width: shape[1]!, channels: shape[2]! }
    : { height: 1, width: 1, channels: shape[0]! };

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Values a network gives for an image: logits, at least as many as the data have classes. */
export const outputsOf = (nodes: readonly PlanNode[]): number => sizeOf(nodes.at(-1)!.shape);

/** Rows of inputs that one image gives a layer: output positions of a convolution, else 1. */
export const positionsOf = (node: AnalogNode): number =>
  node.op === 'conv' ? node.shape[0]! * node.shape[1]! : 1;

/** Whether every output of a convolution sees one channel of its own. */
export const isDepthwise = (node: AnalogNode): boolean =>
  node.op === 'conv' &&
  node.groups > 1 &&
  node.groups === node.inputChannels &&
  node.groups === node.outputChannels;
