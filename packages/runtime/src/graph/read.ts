import {
  forPatches,
  type InputCoding,
  type Kernels,
  quantiseInputs,
  type ReadLayer,
  readLayer,
  type ReadTally,
} from '@kirchhoff/kernels';
import type { AnalogNode } from '@kirchhoff/plan';
import { imageOf, positionsOf, sizeOf } from './shape.js';

/** Rows of driven inputs of a layer: whole for a dense layer, patches in pieces for a convolution. */
export function forDriven(
  node: AnalogNode,
  driven: Float32Array,
  images: number,
  inputShape: readonly number[],
  use: (rows: Float32Array, first: number, count: number) => void,
): void {
  if (node.op === 'dense') use(driven, 0, images);
  else forPatches({ input: driven, images, shape: imageOf(inputShape), window: node }, use);
}

/** Activations [images x ...]; `first` is the place of its first image among all. */
export interface Batch {
  readonly input: Float32Array;
  readonly images: number;
  readonly first: number;
  readonly shape: readonly number[];
}

/** Reads a layer on its arrays: activations [images x ...] to outputs [images x node.shape], and what the converters did. */
export function readNode(
  kernels: Kernels,
  node: AnalogNode,
  read: ReadLayer,
  coding: InputCoding,
  batch: Batch,
): { readonly out: Float32Array; readonly tally: ReadTally } {
  const out = new Float32Array(batch.images * sizeOf(node.shape));
  const driven = quantiseInputs(batch.input, coding);
  const groups = read.matrices.length;
  const width = read.biasRow ? read.inputs - 1 : read.inputs;
  const before = batch.first * positionsOf(node);
  let conversions = 0;
  let clipped = 0;
  forDriven(node, driven, batch.images, batch.shape, (rows, first, count) => {
    const outStride = groups * read.outputs;
    for (let group = 0; group < groups; group++) {
      const tally = readLayer(kernels, read, {
        group,
        inputs: rows,
        inputStride: groups * width,
        inputColumn: group * width,
        count,
        firstRow: before + first,
        out: out.subarray(first * outStride, (first + count) * outStride),
        outStride,
        outColumn: group * read.outputs,
      });
      conversions += tally.conversions;
      clipped += tally.clipped;
    }
  });
  return { out, tally: { conversions, clipped } };
}
