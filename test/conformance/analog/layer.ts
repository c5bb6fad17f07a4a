import {
  calibrateConverters,
  type FullScales,
  inputCoding,
  type InputCoding,
  type Kernels,
  mapWeights,
  type MappedLayer,
  needsCalibration,
  observeInputs,
  prepareRead,
  type ProgrammedLayer,
  programLayer,
  quantiseInputs,
  readLayer,
  readNoiseSigma,
  type ReadTally,
  releaseRead,
} from '@kirchhoff/kernels';
import { type CellKeys, cellKeys } from './cell.js';
import type { Configuration } from './configuration.js';

/** A configuration mapped, calibrated and programmed. */
export interface BuiltLayer {
  readonly mapped: MappedLayer;
  readonly coding: InputCoding;
  /** Driven inputs of every group. */
  readonly driven: readonly Float32Array[];
  readonly scales: FullScales | null;
  readonly programmed: ProgrammedLayer;
  readonly keys: CellKeys;
}

export function codingOf({ chip, activations }: Configuration): InputCoding {
  const total = activations.reduce((sum, part) => sum + part.length, 0);
  const observer = observeInputs(total, chip.inputs.range.kind === 'calibrated' ? chip.inputs.range.keep : 1);
  activations.forEach((part) => observer.add(part));
  return inputCoding(chip.inputs, observer.finish());
}

export function calibrated(
  kernels: Kernels,
  setting: Configuration,
  mapped: MappedLayer,
  coding: InputCoding,
  driven: readonly Float32Array[],
): FullScales | null {
  const { adc } = setting.chip;
  if (adc === null || !needsCalibration(adc) || adc.range.kind !== 'calibrated') return null;
  const { geometry, count } = setting;
  const calibration = calibrateConverters(kernels, mapped, {
    geometry,
    coding,
    range: adc.range,
    positions: count,
  });
  driven.forEach((inputs, group) => calibration.add({ group, inputs, count }));
  return calibration.finish();
}

/** Targets of a configuration, biases on the arrays included where they sit there. */
export function mappedLayer({ chip, matrix, bias }: Configuration, coding: InputCoding): MappedLayer {
  const onArrays = chip.weights.bias === 'row' && bias !== null;
  const row = onArrays ? { values: bias, inputMaximum: coding.maximum } : null;
  return mapWeights(matrix, chip.weights, chip.device, row);
}

/** Draws one chip of a configuration. */
export function build(kernels: Kernels, setting: Configuration, trial = 0): BuiltLayer {
  const { chip, geometry } = setting;
  const coding = codingOf(setting);
  const mapped = mappedLayer(setting, coding);
  const driven = setting.activations.map((part) => quantiseInputs(part, coding));
  const scales = calibrated(kernels, setting, mapped, coding, driven);
  const keys = cellKeys(trial);
  const programmed = programLayer(mapped, chip.device, {
    key: keys.layer,
    chip: keys.chip,
    readVoltage: chip.inputs.readVoltage,
    columnTiles: geometry.columnTiles,
    kernels,
  });
  return { mapped, coding, driven, scales, programmed, keys };
}

export interface Outputs {
  /** [count x outputs] of every group. */
  readonly values: readonly Float32Array[];
  readonly tally: ReadTally;
}

/** Reads every group of a built layer. */
export function outputsOf(kernels: Kernels, setting: Configuration, built: BuiltLayer): Outputs {
  const { chip, geometry, count, positions, firstRow } = setting;
  const { readNoise, drift } = chip.device;
  const { readVoltage } = chip.inputs;
  const { ends, biasRow } = built.mapped;
  const noise =
    readNoise === null ? null : readNoiseSigma(readNoise, { ends, readVoltage }, drift?.time ?? NaN);
  const settings = {
    geometry,
    coding: built.coding,
    readVoltage,
    adc: chip.adc,
    scales: built.scales,
    draws: { key: built.keys.layer, noise, positions },
  };
  const read = prepareRead(kernels, built.programmed, settings, biasRow ? null : setting.bias);
  let conversions = 0;
  let clipped = 0;
  const values = built.driven.map((inputs, group) => {
    const out = new Float32Array(count * setting.matrix.outputs);
    const tally = readLayer(kernels, read, { group, inputs, count, out, firstRow });
    conversions += tally.conversions;
    clipped += tally.clipped;
    return out;
  });
  releaseRead(kernels, read);
  return { values, tally: { conversions, clipped } };
}
