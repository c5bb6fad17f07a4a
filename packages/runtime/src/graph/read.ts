import {
  forPatches,
  type InputCoding,
  type Kernels,
  type ReadLayer,
  readLayer,
  readsPatches,
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
  const driven = new Float32Array(batch.input.length);
  kernels.pointwise.quantise(batch.input, coding, driven);
  const groups = read.matrices.length;
  const width = read.biasRow ? read.inputs - 1 : read.inputs;
  const before = batch.first * positionsOf(node);
  const outStride = groups * read.outputs;
  let conversions = 0;
  let clipped = 0;
  const add = (tally: ReadTally): void => {
    conversions += tally.conversions;
    clipped += tally.clipped;
  };
  if (node.op === 'conv' && readsPatches(kernels, read)) {
    const patches = { shape: imageOf(batch.shape), window: node };
    const count = batch.images * positionsOf(node);
    for (let group = 0; group < groups; group++) {
      const place = { inputColumn: group * width, count, firstRow: before };
      const outputs = { out, outStride, outColumn: group * read.outputs };
      add(readLayer(kernels, read, { group, inputs: driven, patches, ...place, ...outputs }));
    }
    return { out, tally: { conversions, clipped } };
  }
  forDriven(node, driven, batch.images, batch.shape, (rows, first, count) => {
    for (let group = 0; group < groups; group++) {
      const place = {
        inputStride: groups * width,
        inputColumn: group * width,
        count,
        firstRow: before + first,
      };
      const part = out.subarray(first * outStride, (first + count) * outStride);
      add(
        readLayer(kernels, read, {
          group,
          inputs: rows,
          ...place,
          out: part,
          outStride,
          outColumn: group * read.outputs,
        }),
      );
    }
  });
  return { out, tally: { conversions, clipped } };
}
