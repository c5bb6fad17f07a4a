import {
  type InputCoding,
  type Kernels,
  prepareRead,
  readLayer,
  type ReadLayer,
  readNoiseSigma,
  readsPatches,
} from '@kirchhoff/kernels';
import type { AnalogNode, PlanNetwork } from '@kirchhoff/plan';
import type { Hardware } from '../forward.js';
import type { Tensor, Tensorflow } from '../tensorflow.js';
import { valuesOf } from '../values.js';
import type { DrawnLayer } from './cells.js';
import type { InjectedChipPart } from './chip.js';
import { geometryOf, outputsOf, positionsOf } from './layer.js';
import type { Ranges } from './ranges.js';
import type { Memory } from './memory.js';
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
function readSums(
  kernels: Kernels,
  network: PlanNetwork,
  { drawn, read }: ReadableLayer,
  { driven, firstImage }: { readonly driven: Float32Array; readonly firstImage: number },
  out: Float32Array,
): void {
  const { node } = drawn.layer;
  const outStride = outputsOf(node);
  const before = firstImage * positionsOf(node);
  forRows(node, network, driven, readsPatches(kernels, read), ({ first, ...rows }) =>
    readLayer(kernels, read, {
      ...rows,
      firstRow: before + first,
      out: out.subarray(first * outStride, (first + rows.count) * outStride),
      outStride,
      outColumn: rows.group * read.outputs,
    }),
  );
  drawn.form.unfoldSums(out);
}

/** Slopes of inputs within their range, 0 for others. */
function within(
  out: Float32Array,
  slopes: Float32Array,
  x: Float32Array,
  { maximum, signed }: InputCoding,
): void {
  const lowest = signed ? -maximum : 0;
  for (let i = 0; i < out.length; i++) out[i] = x[i]! <= maximum && x[i]! >= lowest ? slopes[i]! : 0;
}

/** What the passes of one draw have in common. */
export interface HardwareDraw {
  readonly ranges: Ranges;
  /** By layer; none where no sum is read. */
  readonly reads: ReadonlyMap<string, ReadableLayer>;
  readonly firstImage: number;
  readonly memory: Memory;
}

/** The forward pass through word lines, arrays and converters; gradients pass straight through rounding. */
export function hardwareOf(
  tf: Tensorflow,
  kernels: Kernels,
  network: PlanNetwork,
  { ranges, reads, firstImage, memory }: HardwareDraw,
): Hardware {
  const values = valuesOf(tf);
  /** Codes of the layer that is under way: what drives its word lines is also what is read. */
  let under: { readonly name: string; readonly codes: Float32Array } | undefined;
  return {
    drive(node: AnalogNode, x) {
      const coding = ranges.get(node.name)?.coding;
      if (coding === undefined || coding.bits === null) return x;
      const unit = coding.maximum / coding.fullDrive;
      const codes = memory('codes', x.size);
      kernels.pointwise.quantise(values.of(x), coding, codes);
      under = { name: node.name, codes };
      const through = tf.customGrad((input, save) => {
        (save as unknown as (tensors: Tensor[]) => void)([input as Tensor]);
        return {
          value: values.make(x.shape, [], (out) => {
            for (let i = 0; i < out.length; i++) out[i] = codes[i]! * unit;
          }),
          gradFunc: (dy: Tensor, saved: Tensor[]) => [
            values.make(x.shape, [dy, saved[0]!], (out, slopes, inputs) =>
              within(out, slopes!, inputs!, coding),
            ),
          ],
        };
      });
      return through(x);
    },
    read(node: AnalogNode, x, sum) {
      const found = reads.get(node.name);
      if (found === undefined) return sum;
      const codes = under?.name === node.name ? under.codes : undefined;
      const through = tf.customGrad(() => ({
        value: values.make(sum.shape, [x], (out, inputs) =>
          readSums(kernels, network, found, { driven: codes ?? inputs!, firstImage }, out),
        ),
        gradFunc: (dy: Tensor) => [dy],
      }));
      return through(sum);
    },
  };
}
