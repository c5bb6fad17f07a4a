import {
  type Device,
  effectiveWeights,
  type Kernels,
  mapWeights,
  type Piece,
  programLayer,
  type WeightMapping,
} from '@kirchhoff/kernels';
import { fold, key } from '@kirchhoff/random';
import { exactDevice, plainWeights } from '../conformance/analog/configuration.js';
import { counts } from '../conformance/analog/pick.js';

export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

export function momentsOf(values: ArrayLike<number>): Moments {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

export interface Experiment {
  /** The weight of every cell in units of w_max. */
  readonly w: number;
  readonly mapping?: Partial<WeightMapping>;
  readonly device?: Partial<Device>;
  readonly trial?: number;
  /** What programs the cells; the definition itself unless given. */
  readonly kernels?: Kernels;
}

/** Two cells to a weight: 400,000 cells, or 800,000 with KIRCHHOFF_FULL=1. */
export const ROWS = counts(10_000, 20_000);
export const OUTPUTS = 20;
/** Two outputs to an array, so that every pair has reference cells of its own. */
export const TILES: readonly Piece[] = Array.from({ length: OUTPUTS / 2 }, (_, tile) => [2 * tile, 2]);

/** Weights w everywhere, but the very first, which is w_max = 1. */
export function constantWeights(w: number): Float32Array {
  const weights = new Float32Array(ROWS * OUTPUTS).fill(w);
  weights[0] = 1;
  return weights;
}

/** Errors of all weights but the first in units of w_max, one chip. */
export function weightErrors({ w, mapping, device, trial = 0, kernels }: Experiment): Float64Array {
  const matrix = { groups: 1, inputs: ROWS, outputs: OUTPUTS, weights: constantWeights(w) };
  const cell = { ...exactDevice, clip: 'none' as const, ...device };
  const mapped = mapWeights(matrix, { ...plainWeights, ...mapping }, cell);
  const own = { key: fold(fold(key(2026), trial), 0), columnTiles: TILES };
  const programmed = programLayer(mapped, cell, { ...own, kernels });
  const exact = Math.fround(w);
  return Float64Array.from(effectiveWeights(programmed).subarray(1), (value) => value - exact);
}

/** Relative distance. */
export const apart = (found: number, expected: number): number => Math.abs(found / expected - 1);
