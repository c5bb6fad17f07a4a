/** Batch normalisation after training, one value per channel. */
export interface Normalisation {
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  readonly epsilon: number;
}

export interface Affine {
  readonly gain: Float32Array;
  readonly shift: Float32Array;
}

/** gain = gamma / sqrt(variance + epsilon), shift = beta - mean gain; in float64, each rounded once. */
export function affineOf(normalisation: Normalisation): Affine {
  const { gamma, beta, mean, variance, epsilon } = normalisation;
  const gains = Array.from(gamma, (value, c) => value / Math.sqrt(variance[c] + epsilon));
  return {
    gain: Float32Array.from(gains),
    shift: Float32Array.from(gains, (gain, c) => beta[c] - mean[c] * gain),
  };
}

/** out = fround(fround(x gain) + shift), channel by channel; channels are the last axis. In place or not. */
export function affine(x: Float32Array, { gain, shift }: Affine, out: Float32Array): void {
  const channels = gain.length;
  for (let row = 0; row < x.length; row += channels)
    for (let c = 0; c < channels; c++) out[row + c] = Math.fround(x[row + c] * gain[c]) + shift[c];
}
