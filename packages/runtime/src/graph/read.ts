import {
  forPatches,
  type InputCoding,
  type Kernels,
  type ReadLayer,
  readLayer,
  readsActivations,
  readsPatches,
  type ReadTally,
} from '@kirchhoff/kernels';
import type { AnalogNode } from '@kirchhoff/plan';
import type { Buffers } from './buffers.js';
import { imageOf, positionsOf } from './shape.js';

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

/** Driven inputs [images x ...] of a layer, or activations where it `drivesItself`; `first` is the place of the first image among all. */
export interface Batch {
  readonly driven: Float32Array;
  readonly activations?: boolean;
  readonly images: number;
  readonly first: number;
  readonly shape: readonly number[];
}

/** Runs `use` on what the activations drive, in memory that is given back; inputs without bits drive as they are. */
export function withDriven<T>(
  { pointwise }: Kernels,
  { take, give }: Buffers,
  input: Float32Array,
  coding: InputCoding,
  use: (driven: Float32Array) => T,
): T {
  if (coding.bits === null) return use(input);
  const driven = take(input.length);
  pointwise.quantise(input, coding, driven);
  const result = use(driven);
  give(driven);
  return result;
}

/** Whether a layer takes activations in place of driven inputs: its kernels code them where they copy them to. */
export const drivesItself = (kernels: Kernels, node: AnalogNode, read: ReadLayer): boolean =>
  readsActivations(kernels, read) && (node.op === 'dense' || readsPatches(kernels, read));

/** Reads a layer on its arrays: driven inputs [images x ...] to `out` [images x node.shape]; returns what the converters did. */
export function readNode(
  kernels: Kernels,
  node: AnalogNode,
  read: ReadLayer,
  { driven, activations = false, images, first, shape }: Batch,
  out: Float32Array,
): ReadTally {
  const groups = read.matrices.length;
  const width = read.biasRow ? read.inputs - 1 : read.inputs;
  const before = first * positionsOf(node);
  const outStride = groups * read.outputs;
  let conversions = 0;
  let clipped = 0;
  const add = (tally: ReadTally): void => {
    conversions += tally.conversions;
    clipped += tally.clipped;
  };
  if (node.op === 'conv' && readsPatches(kernels, read)) {
    const patches = { shape: imageOf(shape), window: node, own: read.own };
    const count = images * positionsOf(node);
    for (let group = 0; group < groups; group++) {
      const place = { inputColumn: group * width, count, firstRow: before };
      const outputs = { out, outStride, outColumn: group * read.outputs };
      add(readLayer(kernels, read, { group, inputs: driven, activations, patches, ...place, ...outputs }));
    }
    return { conversions, clipped };
  }
  forDriven(node, driven, images, shape, (rows, start, count) => {
    for (let group = 0; group < groups; group++) {
      const place = {
        inputStride: groups * width,
        inputColumn: group * width,
        count,
        firstRow: before + start,
      };
      const part = out.subarray(start * outStride, (start + count) * outStride);
      add(
        readLayer(kernels, read, {
          group,
          inputs: rows,
          activations,
          ...place,
          out: part,
          outStride,
          outColumn: group * read.outputs,
        }),
      );
    }
  });
  return { conversions, clipped };
}
