import type { NamedArrays } from '@kirchhoff/plan';
import { isWeight } from '../parameters.js';
import type { WeightNoise } from '../record.js';
import type { ProgrammedForm } from './layer.js';

/** Mean square of the difference in units of the largest clean weight; runs of `clean` begin every `stride` values of `held`. */
function squareOf(clean: Float32Array, held: Float32Array, run: number, stride: number): number {
  let largest = 0;
  let sum = 0;
  for (let first = 0, at = 0; first < clean.length; first += run, at += stride)
    for (let i = 0; i < run; i++) {
      const value = clean[first + i]!;
      const size = Math.abs(value);
      if (size > largest) largest = size;
      const difference = held[at + i]! - value;
      sum += difference * difference;
    }
  return largest === 0 ? 0 : sum / clean.length / (largest * largest);
}

/** Noise of a layer from what its drawn cells stand for [groups x lines x outputs]: in units of the weights as programmed. */
export function noiseOfCells({ matrices }: ProgrammedForm, effective: Float32Array, lines: number): number {
  const { inputs, outputs, weights } = matrices;
  return squareOf(weights, effective, inputs * outputs, lines * outputs);
}

/** Noise that a plain law put on every layer. */
export const noiseOfLaw = (clean: NamedArrays, held: NamedArrays): WeightNoise =>
  new Map(
    Object.keys(clean)
      .filter((name) => isWeight(name) && held[name]!.data !== clean[name]!.data)
      .map((name) => {
        const { length } = clean[name]!.data;
        return [
          name.slice(0, name.lastIndexOf('.')),
          squareOf(clean[name]!.data, held[name]!.data, length, length),
        ];
      }),
  );

/** Independent noises together. */
export const together = (one: WeightNoise, other: WeightNoise): WeightNoise =>
  new Map(
    [...new Set([...one.keys(), ...other.keys()])].map((name) => [
      name,
      (one.get(name) ?? 0) + (other.get(name) ?? 0),
    ]),
  );
