/** Finds one quantile of a stream whose length is known; memory holds the values above it and a little more. */
export interface QuantileStream {
  /** Takes values[first], values[first + stride], ... `count` of them; their magnitudes if `absolute`. */
  add(values: Float32Array, part: StreamPart): void;
  /** Linear interpolation of the order statistics in float64, rounded once to float32; 0 for an empty stream. */
  finish(): number;
}

export interface StreamPart {
  readonly first: number;
  readonly stride: number;
  readonly count: number;
  readonly absolute: boolean;
}

const { abs } = Math;

/** The `keep` quantile (0 < keep <= 1) of `total` values; NaN counts as the smallest. model.md sections 1, 4, 5. */
export function quantileStream(total: number, keep: number): QuantileStream {
  const position = Math.max(0, total - 1) * keep;
  const below = Math.floor(position);
  const wanted = Math.max(1, total - below);
  const largest = new Float32Array(Math.min(Math.max(1, total), wanted + Math.max(wanted, 64)));
  let held = 0;
  let bound = -Infinity;

  const shrink = (): void => {
    const sorted = largest.subarray(0, held).sort();
    sorted.copyWithin(0, held - wanted);
    held = wanted;
    bound = largest[0];
  };
  const add = (values: Float32Array, part: StreamPart): void => {
    const end = part.first + part.count * part.stride;
    for (let i = part.first; i < end; i += part.stride) {
      const value = part.absolute ? abs(values[i]) : values[i];
      if (!(value > bound)) continue;
      if (held === largest.length) shrink();
      if (value > bound) largest[held++] = value;
    }
  };
  const finish = (): number => {
    if (held === 0) return 0;
    const sorted = largest.subarray(0, held).sort();
    const at = Math.max(0, held - wanted);
    const next = Math.min(held - 1, at + 1);
    return Math.fround(sorted[at] + (sorted[next] - sorted[at]) * (position - below));
  };
  return { add, finish };
}
