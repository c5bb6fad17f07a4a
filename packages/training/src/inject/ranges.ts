import {
  calibrateConverters,
  calibratesPatches,
  type ConverterCalibration,
  type FullScales,
  inputCoding,
  type InputCoding,
  type InputObservation,
  type Kernels,
  mapWeights,
  observeInputs,
} from '@kirchhoff/kernels';
import type { NamedArrays } from '@kirchhoff/plan';
import type { Engine } from '../engine.js';
import { logits } from '../forward.js';
import { tensorsOf } from '../gradient.js';
import type { LabelledImages } from '../images.js';
import type { TrainingRequest } from '../request.js';
import { valuesOf } from '../values.js';
import type { InjectedChipPart } from './chip.js';
import { type ChipLayer, geometryOf, positionsOf, programmedForm } from './layer.js';
import type { Memory } from '../memory.js';
import { forRows } from './rows.js';

/** How the inputs and the converters of one layer are set. */
export interface LayerRanges {
  readonly coding: InputCoding;
  readonly scales: FullScales | null;
}

export type Ranges = ReadonlyMap<string, LayerRanges>;

/** Images of one pass through the network while ranges are measured. */
const chunk = 250;

/** Told a layer's input, in memory that changes afterwards. */
type Visit = (name: string, activations: Float32Array) => void;

/** Shows `visit` the input of every layer of the clean network, in chunks of calibration images. */
function walk(
  { tf }: Engine,
  request: TrainingRequest,
  arrays: NamedArrays,
  set: LabelledImages,
  visit: Visit,
): void {
  const size = set.images.length / set.count;
  const values = valuesOf(tf);
  for (let first = 0; first < set.count; first += chunk) {
    const count = Math.min(chunk, set.count - first);
    tf.tidy(() => {
      const images = tf.tensor(set.images.subarray(first * size, (first + count) * size), [
        count,
        ...request.shape,
      ]);
      logits(tf, request.network, images, {
        weights: tensorsOf(tf, arrays),
        training: false,
        dropoutSeed: () => 0,
        onInput: (node, x) => visit(node.name, values.of(x)),
      });
    });
  }
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, each) => product * each, 1);

/** What every layer's inputs are on the calibration images. */
function observe(
  layers: readonly ChipLayer[],
  request: TrainingRequest,
  keep: number,
  show: (visit: Visit) => void,
): Map<string, InputObservation> {
  const shapes = new Map(request.network.nodes.map(({ name, shape }) => [name, shape]));
  const images = request.calibration!.count;
  const observers = new Map(
    layers.map(({ node }) => [node.name, observeInputs(images * sizeOf(shapes.get(node.inputs[0]!)!), keep)]),
  );
  show((name, activations) => observers.get(name)?.add(activations));
  return new Map([...observers].map(([name, observer]) => [name, observer.finish()]));
}

/**
 * The ranges that the chip would be given if it were programmed with these weights: the rules of model.md sections 4 and 5 on the
 * calibration images, so that they follow the weights.
 */
export function measureRanges(
  engine: Engine,
  kernels: Kernels,
  request: TrainingRequest,
  arrays: NamedArrays,
  { part, memory }: { readonly part: InjectedChipPart; readonly memory: Memory },
): Ranges {
  const { layers, inputs, adc, chip, tiled } = part;
  const set = request.calibration!;
  const keep = inputs.range.kind === 'calibrated' ? inputs.range.keep : 1;
  const show = (visit: Visit): void => walk(engine, request, arrays, set, visit);
  const seen = observe(layers, request, keep, show);
  const codings = new Map([...seen].map(([name, each]) => [name, inputCoding(inputs, each)]));
  const range = adc?.range;
  if (range?.kind !== 'calibrated')
    return new Map([...codings].map(([name, coding]) => [name, { coding, scales: null }]));
  const calibrations = new Map(
    layers.map((layer) => {
      const coding = codings.get(layer.node.name)!;
      const { matrices, bias } = programmedForm(layer, arrays);
      const row = chip.weights.bias === 'row' ? { values: bias, inputMaximum: coding.maximum } : null;
      const mapped = mapWeights(matrices, chip.weights, chip.device, row);
      const geometry = geometryOf(layer, tiled, mapped.inputs);
      const positions = set.count * positionsOf(layer.node);
      const calibration = calibrateConverters(kernels, mapped, { range, geometry, coding, positions });
      const takesPatches = calibratesPatches(kernels, mapped, coding);
      return [layer.node.name, { layer, coding, calibration, takesPatches }] as const;
    }),
  );
  show((name, activations) => {
    const found = calibrations.get(name);
    if (found !== undefined) feed(found, request, activations, { kernels, memory });
  });
  return new Map(
    [...calibrations].map(([name, { coding, calibration }]) => [
      name,
      { coding, scales: calibration.finish() },
    ]),
  );
}

interface Calibrated {
  readonly layer: ChipLayer;
  readonly coding: InputCoding;
  readonly calibration: ConverterCalibration;
  readonly takesPatches: boolean;
}

function feed(
  { layer, coding, calibration, takesPatches }: Calibrated,
  { network }: TrainingRequest,
  activations: Float32Array,
  { kernels, memory }: { readonly kernels: Kernels; readonly memory: Memory },
): void {
  const driven = memory('codes', activations.length);
  kernels.pointwise.quantise(activations, coding, driven);
  forRows(layer.node, network, driven, takesPatches, (rows) => calibration.add(rows));
}
