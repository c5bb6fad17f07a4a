import {
  type InputCoding,
  type Kernels,
  prepareRead,
  readLayer,
  type ReadLayer,
  type ReadSettings,
  readNoiseSigma,
  readsPatches,
} from '@kirchhoff/kernels';
import { type AnalogNode, type PlanNetwork, rangeNames } from '@kirchhoff/plan';
import type { Restore } from '../channels.js';
import type { Hardware, Weights } from '../forward.js';
import type { Tensor, Tensorflow } from '../tensorflow.js';
import { valuesOf } from '../values.js';
import type { DrawnLayer } from './cells.js';
import type { InjectedChipPart } from './chip.js';
import { geometryOf, outputsOf, positionsOf } from './layer.js';
import type { Ranges } from './ranges.js';
import type { Memory } from '../memory.js';
import { converterSlopes, inputSlope } from './range-gradient.js';
import { forRows } from './rows.js';

/** A drawn layer packed for reading. */
export interface ReadableLayer {
  readonly drawn: DrawnLayer;
  readonly read: ReadLayer;
  readonly settings: ReadSettings;
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
  const settings: ReadSettings = {
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
  };
  const read = prepareRead(kernels, programmed, settings, programmed.mapped.biasRow ? null : form.bias);
  return { drawn, read, settings };
}

/** What the arrays give for driven inputs [images x ...], bias included, in units of the layer's own sum. */
function readSums(
  kernels: Kernels,
  network: PlanNetwork,
  { drawn, read }: ReadableLayer,
  {
    driven,
    firstImage,
    restore,
  }: { readonly driven: Float32Array; readonly firstImage: number; readonly restore: Restore },
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
  drawn.form.unfoldSums(out, restore);
}

/** What the passes of one draw have in common. */
export interface HardwareDraw {
  readonly part: InjectedChipPart;
  readonly ranges: Ranges;
  /** Arrays of ranges that have gradients. */
  readonly moved: readonly string[];
  /** By layer; none where no sum is read. */
  readonly reads: ReadonlyMap<string, ReadableLayer>;
  readonly firstImage: number;
  readonly memory: Memory;
}

type Save = (tensors: Tensor[]) => void;

function codesOf(kernels: Kernels, x: Float32Array, coding: InputCoding, out: Float32Array): Float32Array {
  kernels.pointwise.quantise(x, coding, out);
  return out;
}

interface ReadSlopes {
  readonly tf: Tensorflow;
  readonly kernels: Kernels;
  readonly network: PlanNetwork;
  readonly memory: Memory;
}

/**
 * Slopes of the loss by a layer's sum, as far as converters do not clip it, its bias and the `learned` arrays; dy is the slope by what is
 * read.
 */
function slopesOfRead(
  { tf, kernels, network, memory }: ReadSlopes,
  found: ReadableLayer,
  {
    dy,
    inputs,
    weights,
    learned,
  }: {
    readonly dy: Tensor;
    readonly inputs: Float32Array;
    readonly weights: Weights;
    readonly learned: readonly string[];
  },
): Tensor[] {
  const values = valuesOf(tf);
  const { coding } = found.settings;
  const driven =
    coding.bits === null ? inputs : codesOf(kernels, inputs, coding, memory('codes again', inputs.length));
  const slopes = values.of(dy).slice();
  const within = memory('within', slopes.length);
  const by = converterSlopes(kernels, network, found, { driven, slopes, within, images: dy.shape[0]! });
  const names = rangeNames(found.drawn.layer.node.name);
  const each: Readonly<Record<string, Float32Array>> = {
    [names.input]: Float32Array.of(by.input),
    [names.adc]: by.adc,
    ...(by.references && { [names.references]: by.references }),
  };
  return [
    values.make(dy.shape, [dy], (out, given) => {
      for (let i = 0; i < out.length; i++) out[i] = given![i]! * within[i]!;
    }),
    tf.sum(
      dy,
      dy.shape.slice(0, -1).map((_, axis) => axis),
    ),
    ...learned.map((name) => tf.tensor(each[name]!, weights[name]!.shape)),
  ];
}

/** The forward pass through word lines, arrays and converters; gradients pass straight through rounding. */
export function hardwareOf(
  tf: Tensorflow,
  kernels: Kernels,
  network: PlanNetwork,
  { part, ranges, moved, reads, firstImage, memory }: HardwareDraw,
): Hardware {
  const values = valuesOf(tf);
  const isMoved = (name: string): boolean => moved.includes(name);
  const draw = { tf, kernels, network, memory };
  /** Codes of the layer that is under way: what drives its word lines is also what is read. */
  let under: { readonly name: string; readonly codes: Float32Array } | undefined;
  return {
    learned: moved,
    replaces: ({ name }) => reads.has(name),
    drive(node: AnalogNode, x, weights) {
      const coding = ranges.get(node.name)?.coding;
      if (coding === undefined || coding.bits === null) return x;
      const unit = coding.maximum / coding.fullDrive;
      const codes = codesOf(kernels, values.of(x), coding, memory('codes', x.size));
      under = { name: node.name, codes };
      const range = rangeNames(node.name).input;
      const learns = isMoved(range);
      const through = tf.customGrad((...given) => {
        const save = given.pop() as unknown as Save;
        save([given[0] as Tensor]);
        return {
          value: values.make(x.shape, [], (out) => {
            out.set(codes);
            values.times(out, unit);
          }),
          gradFunc: (dy: Tensor, saved: Tensor[]) => {
            let slope = 0;
            const back = values.make(x.shape, [dy, saved[0]!], (out, slopes, inputs) => {
              kernels.pointwise.within(inputs!, coding, slopes!, out);
              if (!learns) return;
              const again = codesOf(kernels, inputs!, coding, memory('codes again', x.size));
              slope = inputSlope(coding, { x: inputs!, codes: again, slopes: slopes!, images: x.shape[0]! });
            });
            return learns ? [back, tf.tensor1d([slope])] : [back];
          },
        };
      });
      return through(x, ...(learns ? [weights[range]!] : []));
    },
    read(node: AnalogNode, x, sum, weights) {
      const found = reads.get(node.name);
      const bias = weights[`${node.name}.bias`]!;
      if (found === undefined) return tf.add(sum, bias);
      const codes = under?.name === node.name ? under.codes : undefined;
      const { input, adc, references } = rangeNames(node.name);
      const learned = part.adc === null ? [] : [input, adc, references].filter(isMoved);
      const through = tf.customGrad((...given) => {
        const save = given.pop() as unknown as Save;
        save(learned.length > 0 ? [x] : []);
        return {
          value: values.make(sum.shape, [x], (out, inputs) =>
            readSums(
              kernels,
              network,
              found,
              { driven: codes ?? inputs!, firstImage, restore: values.restore },
              out,
            ),
          ),
          gradFunc: (dy: Tensor, saved: Tensor[]) => {
            if (learned.length === 0) return [dy];
            return slopesOfRead(draw, found, { dy, inputs: values.of(saved[0]!), weights, learned });
          },
        };
      });
      return learned.length === 0
        ? through(values.unread(() => tf.add(sum, bias)))
        : through(sum, bias, ...learned.map((name) => weights[name]!));
    },
  };
}
