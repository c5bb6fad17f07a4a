import type { Normalisation } from './affine.js';

/** A layer's weights and bias with a batch normalisation in them. */
export interface FoldedLayer {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  /** gamma / sqrt(variance + epsilon) of every output, float64. */
  readonly gains: Float64Array;
}

/**
 * A batch normalisation taken up by the layer it follows: weights [... x outputs] times the gains, bias (b - mean) gain + beta; in
 * float64, each value rounded once.
 */
export function foldNormalisation(
  weights: Float32Array,
  bias: Float32Array,
  { gamma, beta, mean, variance, epsilon }: Normalisation,
): FoldedLayer {
  const gains = Float64Array.from(gamma, (value, c) => value / Math.sqrt(variance[c] + epsilon));
  const folded = new Float32Array(weights.length);
  for (let i = 0, c = 0; i < folded.length; i++, c = c + 1 === gains.length ? 0 : c + 1)
    folded[i] = weights[i] * gains[c];
  return {
    weights: folded,
    bias: Float32Array.from(bias, (value, c) => (value - mean[c]) * gains[c] + beta[c]),
    gains,
  };
}
