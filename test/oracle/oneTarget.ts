import { type Device, mapWeights, programLayer, type ProgrammedLayer } from '@kirchhoff/kernels';
import { fold, key, type Key } from '@kirchhoff/random';
import { exactDevice, plainWeights } from '../conformance/analog/configuration.js';

/** Cells of one target: inputs x outputs, less the first, which carries the scale. */
export interface Cells {
  readonly device: Partial<Device>;
  /** Normalised target (model.md section 1). */
  readonly fraction: number;
  readonly inputs?: number;
  readonly outputs?: number;
  readonly trial?: number;
}

/** seed > trial */
export const chipOf = (trial: number): Key => fold(fold(key(2027), 'trial'), trial);
export const readVoltage = 0.2;

/** A layer of single cells with one target; its first cell is at G_on. */
export function programmed({
  device,
  fraction,
  inputs = 5000,
  outputs = 20,
  trial = 0,
}: Cells): ProgrammedLayer {
  const weights = new Float32Array(inputs * outputs).fill(2 * fraction - 1);
  weights[0] = 1;
  const cell = { ...exactDevice, onOffRatio: 10, clip: 'none' as const, ...device };
  const mapping = { ...plainWeights, scheme: 'digital_offset' as const };
  const mapped = mapWeights({ groups: 1, inputs, outputs, weights }, mapping, cell);
  const chip = chipOf(trial);
  return programLayer(mapped, cell, {
    key: fold(fold(chip, 'layer'), 0),
    chip,
    readVoltage,
    columnTiles: [[0, outputs]],
  });
}

/** Their conductances [S]. */
export const conductances = (cells: Cells): Float32Array => programmed(cells).planes[0][0][0].subarray(1);

/** G_off + fraction (G_on - G_off) of these cells [S]. */
export const targetOf = (fraction: number): number => 1e-5 + fraction * 9e-5;
