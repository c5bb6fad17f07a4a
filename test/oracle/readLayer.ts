import {
  type AnalogChip,
  type Device,
  type Geometry,
  type Kernels,
  mapWeights,
  prepareRead,
  programLayer,
  readLayer,
  readNoiseSigma,
} from '@kirchhoff/kernels';
import { fold, key, normals, uniforms } from '@kirchhoff/random';
import { exactDevice, plainWeights, tiled } from '../conformance/analog/configuration.js';

export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly count: number;
  /** [inputs x outputs], the first is w_max = 1. */
  readonly weights: Float32Array;
  /** [count x inputs], in 0 ... 1 */
  readonly activations: Float32Array;
}

export interface Hardware {
  readonly device?: Partial<Device>;
  readonly weights?: Partial<AnalogChip['weights']>;
  readonly adc?: AnalogChip['adc'];
  readonly geometry?: Geometry;
  readonly trial?: number;
}

export const oneArrayOf = ({ inputs, outputs }: Pick<Layer, 'inputs' | 'outputs'>): Geometry =>
  tiled(inputs, outputs, { rows: inputs, columns: outputs, activeRows: inputs });

/** Weights of a third of a normal, clipped, and uniform inputs. */
export function randomLayer(inputs: number, outputs: number, count: number): Layer {
  const weights = new Float32Array(inputs * outputs);
  normals(key(3), weights.length, weights);
  weights.forEach((value, at) => (weights[at] = Math.max(-1, Math.min(1, value / 3))));
  weights[0] = 1;
  const activations = new Float32Array(count * inputs);
  uniforms(key(4), activations.length, activations);
  return { inputs, outputs, count, weights, activations };
}

/** Decoded outputs [count x outputs] of one chip; inputs are floats with x_max = 1. */
export function outputsOf(kernels: Kernels, layer: Layer, hardware: Hardware): Float32Array {
  const { geometry = oneArrayOf(layer), adc = null, trial = 0 } = hardware;
  const device = { ...exactDevice, clip: 'none' as const, ...hardware.device };
  const mapped = mapWeights({ groups: 1, ...layer }, { ...plainWeights, ...hardware.weights }, device);
  const chip = fold(key(77), trial);
  const layerKey = fold(chip, 0);
  const { columnTiles } = geometry;
  const readVoltage = 0.2;
  const programmed = programLayer(mapped, device, { key: layerKey, chip, readVoltage, columnTiles });
  const coding = { bits: null, signed: false, maximum: 1, fullDrive: 1 };
  const noise = device.readNoise && readNoiseSigma(device.readNoise, { ends: mapped.ends, readVoltage }, NaN);
  const draws = { key: layerKey, noise, positions: 1 };
  const settings = { geometry, coding, readVoltage, adc, scales: null, draws };
  const read = prepareRead(kernels, programmed, settings, null);
  const out = new Float32Array(layer.count * layer.outputs);
  readLayer(kernels, read, { group: 0, inputs: layer.activations, count: layer.count, out });
  return out;
}

/** A converter's range from -high to high in units of y. */
export const within = (high: number) => ({ kind: 'fixed', low: -high, high, unit: 'normalised' }) as const;

export const difference = (a: Float32Array, b: Float32Array): Float64Array =>
  Float64Array.from(a, (value, at) => value - b[at]);
