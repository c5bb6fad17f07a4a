import type { NamedArrays } from '@kirchhoff/plan';
import { isWeight } from '../parameters.js';
import type { WeightNoise } from '../record.js';
import { spreadOf } from '../update/limits.js';
import type { DrawnLayer } from './cells.js';

/** Mean square of the difference in units of the largest clean weight; `clean` may be the first part of longer rows. */
function squareOf(clean: Float32Array, held: Float32Array, place: (index: number) => number): number {
  const { largest } = spreadOf(clean);
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = 0; i < clean.length; i++) sum += (held[place(i)]! - clean[i]!) ** 2;
  return sum / clean.length / (largest * largest);
}

/** Noise of a drawn layer from what its cells stand for [groups x word lines x outputs]: in units of the weights as programmed. */
export function noiseOfCells({ form, programmed }: DrawnLayer, effective: Float32Array): number {
  const { inputs, outputs, weights } = form.matrices;
  const [clean, held] = [inputs * outputs, programmed.mapped.inputs * outputs];
  return squareOf(weights, effective, (i) => Math.floor(i / clean) * held + (i % clean));
}

/** Noise that a plain law put on every layer. */
export const noiseOfLaw = (clean: NamedArrays, held: NamedArrays): WeightNoise =>
  new Map(
    Object.keys(clean)
      .filter((name) => isWeight(name) && held[name]!.data !== clean[name]!.data)
      .map((name) => [
        name.slice(0, name.lastIndexOf('.')),
        squareOf(clean[name]!.data, held[name]!.data, (i) => i),
      ]),
  );

/** Independent noises together. */
export const together = (one: WeightNoise, other: WeightNoise): WeightNoise =>
  new Map(
    [...new Set([...one.keys(), ...other.keys()])].map((name) => [
      name,
      (one.get(name) ?? 0) + (other.get(name) ?? 0),
    ]),
  );
