import {
  type CodeTally,
  idealLayer,
  prepareRead,
  type ProgrammedLayer,
  programLayer,
  type ReadDraws,
  type ReadLayer,
  readNoiseSigma,
} from '@kirchhoff/kernels';
import type { PlanChip, PlanExperiment } from '@kirchhoff/plan';
import { fold, key, type Key } from '@kirchhoff/random';
import type { Context } from './context.js';
import { isDepthwise, positionsOf } from '../graph/shape.js';
import { deviceOf } from './device.js';
import type { AnalogLayer } from './layer.js';
import type { Calibration } from './task.js';

/** Seed > trial (model.md section 7); the point takes part only with `seed_per_point`. */
export function trialKey(
  experiment: Pick<PlanExperiment, 'seed' | 'seedPerPoint'>,
  point: number,
  trial: number,
): Key {
  const seed = key(experiment.seed);
  return fold(fold(experiment.seedPerPoint ? fold(fold(seed, 'point'), point) : seed, 'trial'), trial);
}

/** The chip with cells that reach their targets, ideal wires and ideal converters: the baseline `ideal_chip`. */
export const idealChip = (chip: PlanChip): PlanChip => ({
  ...chip,
  adc: null,
  array: { ...chip.array, wireResistance: 0, driverResistance: 0, senseResistance: 0 },
  device: {
    ...chip.device,
    levels: null,
    programming: null,
    shared: { perChip: 0, perColumn: 0 },
    writeVerify: null,
    stuckOn: 0,
    stuckOff: 0,
    readNoise: null,
    drift: null,
    relaxation: null,
  },
});

/** Seed > trial > layer, by the ordinal among all dense and conv nodes. */
const layerKey = (trial: Key, { node }: AnalogLayer): Key => fold(fold(trial, 'layer'), node.ordinal);

/** The cells of one layer: drawn for this trial, or at their targets where it does not vary. */
export function drawLayer(
  context: Context,
  layer: AnalogLayer,
  chip: PlanChip,
  trial: Key | null,
  reuse: ProgrammedLayer | undefined,
): ProgrammedLayer {
  const { mapped, geometry } = layer;
  const { columnTiles } = geometry;
  if (trial === null) return idealLayer(mapped, columnTiles);
  return programLayer(mapped, deviceOf(context, chip.device), {
    key: layerKey(trial, layer),
    chip: trial,
    readVoltage: chip.inputs.readVoltage,
    columnTiles,
    reuse,
    kernels: context.kernels,
  });
}

/** What reading a layer draws: errors of its converters, noise of cells and conversions. */
function readDraws(context: Context, layer: AnalogLayer, chip: PlanChip, trial: Key): ReadDraws {
  const { readNoise, drift } = deviceOf(context, chip.device);
  const { readVoltage } = chip.inputs;
  const setting = { ends: layer.mapped.ends, readVoltage };
  return {
    key: layerKey(trial, layer),
    noise: readNoise && readNoiseSigma(readNoise, setting, drift?.time ?? NaN),
    positions: positionsOf(layer.node),
  };
}

/** How a layer of a chip is read: null as its trial for converters without errors and cells without noise. */
interface Reading {
  readonly chip: PlanChip;
  readonly converters: Calibration['converters'];
  readonly trial: Key | null;
  readonly codes?: CodeTally;
}

/** Packs a drawn layer, seen through its wires, for reading. */
export function readable(
  context: Context,
  layer: AnalogLayer,
  programmed: ProgrammedLayer,
  { chip, converters, trial, codes }: Reading,
): ReadLayer {
  return prepareRead(
    context.kernels,
    programmed,
    {
      geometry: layer.geometry,
      coding: layer.coding,
      readVoltage: chip.inputs.readVoltage,
      adc: chip.adc,
      scales: converters[layer.node.name] ?? null,
      depthwise: isDepthwise(layer.node),
      ...(trial !== null && { draws: readDraws(context, layer, chip, trial), codes }),
    },
    layer.bias,
  );
}
