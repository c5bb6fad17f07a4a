import type { NamedArrays } from '@kirchhoff/plan';
import { isWeight } from '../parameters.js';

/** Length of all gradients taken as one vector, float64, summed in the order of their names: a resumed training lists them otherwise. */
export function gradientNorm(gradients: Readonly<Record<string, Float32Array>>): number {
  let sum = 0;
  for (const name of Object.keys(gradients).sort()) {
    const values = gradients[name]!;
    for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  }
  return Math.sqrt(sum);
}

/** Shortens gradients together so that their length is at most `limit`; their direction stays. Pascanu et al. 2013. */
export function clipGradients(
  gradients: Readonly<Record<string, Float32Array>>,
  norm: number,
  limit: number,
): void {
  if (!(norm > limit)) return;
  const factor = limit / norm;
  for (const gradient of Object.values(gradients))
    for (let i = 0; i < gradient.length; i++) gradient[i]! *= factor;
}

/** Standard deviation about the mean and largest magnitude of some values, float64; both 0 for none. */
export function spreadOf(values: Float32Array): { readonly deviation: number; readonly largest: number } {
  let sum = 0;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    largest = Math.max(largest, Math.abs(values[i]!));
  }
  const mean = values.length === 0 ? 0 : sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) * (values[i]! - mean);
  return { deviation: values.length === 0 ? 0 : Math.sqrt(squares / values.length), largest };
}

/** Holds every layer's weights within `sigmas` of their own standard deviation about 0. */
export function clipWeights(arrays: NamedArrays, sigmas: number): void {
  for (const [name, { data }] of Object.entries(arrays)) {
    if (!isWeight(name)) continue;
    const limit = sigmas * spreadOf(data).deviation;
    for (let i = 0; i < data.length; i++) data[i] = Math.min(limit, Math.max(-limit, data[i]!));
  }
}
