import type { NamedArrays } from '@kirchhoff/plan';
import { isWeight } from '../parameters.js';
import type { WeightNoise } from '../record.js';
import type { ProgrammedForm } from './layer.js';

/**
 * Mean square of the difference in units of the largest clean weight; runs of `clean` begin every `stride` values of `held`. Every step
 * asks for it, so four values are met at a time; the sum keeps their order.
 */
function squareOf(clean: Float32Array, held: Float32Array, run: number, stride: number): number {
  const fours = run & ~3;
  let largest = 0;
  let sum = 0;
  for (let first = 0, start = 0; first < clean.length; first += run, start += stride) {
    let [i, at] = [first, start];
    for (const end = first + fours; i < end; i += 4, at += 4) {
      const [a, b, c, d] = [clean[i]!, clean[i + 1]!, clean[i + 2]!, clean[i + 3]!];
      const [p, q, r, s] = [held[at]! - a, held[at + 1]! - b, held[at + 2]! - c, held[at + 3]! - d];
      sum = sum + p * p + q * q + r * r + s * s;
      largest = Math.max(largest, Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
    }
    for (const end = first + run; i < end; i++, at++) {
      const difference = held[at]! - clean[i]!;
      sum += difference * difference;
      largest = Math.max(largest, Math.abs(clean[i]!));
    }
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
