/** What unfolds sums read from arrays, one value a channel. */
export interface Unfolding {
  readonly shift: Float32Array;
  readonly divisors: Float64Array;
  readonly mean: Float32Array;
}

/** Values [... x channels] become (value - shift) / divisor + mean, in float64 and rounded once, in place. */
export type Restore = (values: Float32Array, by: Unfolding) => void;

export const restoreChannels: Restore = (values, { shift, divisors, mean }) => {
  const channels = mean.length;
  for (let i = 0; i < values.length;)
    for (let c = 0; c < channels; c++, i++) values[i] = (values[i]! - shift[c]!) / divisors[c]! + mean[c]!;
};

/** Each value times a factor, rounded once, in place. */
export type Times = (values: Float32Array, factor: number) => void;

export const times: Times = (values, factor) => {
  for (let i = 0; i < values.length; i++) values[i]! *= factor;
};
