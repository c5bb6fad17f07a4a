import {
  type InputCoding,
  type Kernels,
  prepareRead,
  quantiseInputs,
  readLayer,
  type ReadLayer,
  readNoiseSigma,
} from '@kirchhoff/kernels';
import type { AnalogNode, PlanNetwork } from '@kirchhoff/plan';
import type { Hardware } from '../forward.js';
import type { Tensor, Tensorflow } from '../tensorflow.js';
import type { DrawnLayer } from './cells.js';
import type { InjectedChipPart } from './chip.js';
import { geometryOf, outputsOf, positionsOf } from './layer.js';
import type { Ranges } from './ranges.js';
import { forRows } from './rows.js';

/** A drawn layer packed for reading. */
export interface ReadableLayer {
  readonly drawn: DrawnLayer;
  readonly read: ReadLayer;
}

export function readable(
  kernels: Kernels,
  part: InjectedChipPart,
  drawn: DrawnLayer,
  ranges: Ranges,
): ReadableLayer {
  const { layer, form, programmed, device, key } = drawn;
  const { coding, scales } = ranges.get(layer.node.name)!;
  const { readVoltage } = part.chip.inputs;
  const setting = { ends: programmed.mapped.ends, readVoltage };
  const read = prepareRead(
    kernels,
    programmed,
    {
      geometry: geometryOf(layer, part.tiled, programmed.mapped.inputs),
      coding,
      readVoltage,
      adc: part.adc,
      scales,
      draws: {
        key,
        noise: device.readNoise && readNoiseSigma(device.readNoise, setting, device.drift?.time ?? NaN),
        positions: positionsOf(layer.node),
      },
    },
    programmed.mapped.biasRow ? null : form.bias,
  );
  return { drawn, read };
}

/** What the arrays give for driven inputs [images x ...], bias included, in units of the layer's own sum. */
function sumsOf(
  kernels: Kernels,
  network: PlanNetwork,
  { drawn, read }: ReadableLayer,
  {
    driven,
    size,
    firstImage,
  }: { readonly driven: Float32Array; readonly size: number; readonly firstImage: number },
): Float32Array {
  const { node } = drawn.layer;
  const out = new Float32Array(size);
  const stride = outputsOf(node);
  const before = firstImage * positionsOf(node);
  forRows(node, network, driven, (rows) =>
    readLayer(kernels, read, {
      ...rows,
      firstRow: before + rows.first,
      out: out.subarray(rows.first * stride, (rows.first + rows.count) * stride),
      outStride: stride,
      outColumn: rows.group * read.outputs,
    }),
  );
  drawn.form.unfoldSums(out);
  return out;
}

/** 1 where an input is within its range, else 0: its gradient does not pass. */
function within(x: Float32Array, { maximum, signed }: InputCoding): Float32Array {
  const lowest = signed ? -maximum : 0;
  const inside = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) inside[i] = x[i]! <= maximum && x[i]! >= lowest ? 1 : 0;
  return inside;
}

/** The forward pass through word lines, arrays and converters; gradients pass straight through rounding. */
export function hardwareOf(
  tf: Tensorflow,
  kernels: Kernels,
  network: PlanNetwork,
  {
    ranges,
    reads,
    firstImage,
  }: {
    readonly ranges: Ranges;
    /** By layer; none where no sum is read. */
    readonly reads: ReadonlyMap<string, ReadableLayer>;
    readonly firstImage: number;
  },
): Hardware {
  const valuesOf = (x: Tensor): Float32Array => x.dataSync() as Float32Array;
  /** Codes of the layer that is under way: what drives its word lines is also what is read. */
  let under: { readonly name: string; readonly codes: Float32Array } | undefined;
  return {
    drive(node: AnalogNode, x) {
      const coding = ranges.get(node.name)?.coding;
      if (coding === undefined || coding.bits === null) return x;
      const activations = valuesOf(x);
      const unit = coding.maximum / coding.fullDrive;
      const codes = quantiseInputs(activations, coding);
      under = { name: node.name, codes };
      const driven = new Float32Array(codes.length);
      for (let i = 0; i < driven.length; i++) driven[i] = codes[i]! * unit;
      const through = tf.customGrad(() => ({
        value: tf.tensor(driven, x.shape),
        gradFunc: (dy: Tensor) => [tf.mul(dy, tf.tensor(within(activations, coding), x.shape))],
      }));
      return through(x);
    },
    read(node: AnalogNode, x, sum) {
      const found = reads.get(node.name);
      if (found === undefined) return sum;
      const driven =
        under?.name === node.name ? under.codes : quantiseInputs(valuesOf(x), ranges.get(node.name)!.coding);
      const sums = sumsOf(kernels, network, found, { driven, size: sum.size, firstImage });
      const through = tf.customGrad(() => ({
        value: tf.tensor(sums, sum.shape),
        gradFunc: (dy: Tensor) => [dy],
      }));
      return through(sum);
    },
  };
}
