/** A convolution's weights as arrays see them: [groups x inputs x outputs], the layout of LayerMatrix. */
export interface FilterMatrices {
  readonly groups: number;
  /** K of one group, in the order (channel, window row, window column). */
  readonly inputs: number;
  /** Outputs of one group. */
  readonly outputs: number;
  readonly weights: Float32Array;
}

/** Shape of the weights, without their groups. */
export interface FilterShape {
  /** [height, width] */
  readonly size: readonly [number, number];
  /** Input channels of one group. */
  readonly channels: number;
  /** Output channels of all groups. */
  readonly outputs: number;
}

/** One matrix per group of weights [height x width x channels of a group x outputs]; outputs of a group are neighbours. */
export function filterMatrices(weights: Float32Array, shape: FilterShape, groups = 1): FilterMatrices {
  const { size, channels, outputs } = shape;
  const taps = size[0] * size[1];
  const inputs = taps * channels;
  const width = outputs / groups;
  if (!Number.isInteger(width)) throw new Error(`kernels: ${groups} groups divide ${outputs} outputs`);
  if (weights.length !== inputs * outputs)
    throw new Error(`kernels: filters hold ${inputs * outputs} weights`);
  const matrices = new Float32Array(inputs * outputs);
  for (let tap = 0; tap < taps; tap++)
    for (let channel = 0; channel < channels; channel++)
      for (let output = 0; output < outputs; output++) {
        const group = Math.floor(output / width);
        const to = (group * inputs + channel * taps + tap) * width + (output - group * width);
        matrices[to] = weights[(tap * channels + channel) * outputs + output];
      }
  return { groups, inputs, outputs: width, weights: matrices };
}

/** The way back of {@link filterMatrices}: matrices [groups x rows x outputs], rows beyond K of a group left out, to weights. */
export function matrixFilters(
  matrices: Float32Array,
  shape: FilterShape,
  { groups, rows }: { readonly groups: number; readonly rows: number },
): Float32Array {
  const { size, channels, outputs } = shape;
  const taps = size[0] * size[1];
  const width = outputs / groups;
  const weights = new Float32Array(taps * channels * outputs);
  for (let tap = 0; tap < taps; tap++)
    for (let channel = 0; channel < channels; channel++)
      for (let output = 0; output < outputs; output++) {
        const group = Math.floor(output / width);
        const from = (group * rows + channel * taps + tap) * width + (output - group * width);
        weights[(tap * channels + channel) * outputs + output] = matrices[from];
      }
  return weights;
}

/** Columns [groups][inputs], one of each group, side by side: [inputs x groups]. */
export function sideBySide(columns: readonly Float32Array[]): Float32Array {
  const groups = columns.length;
  const plane = new Float32Array(groups * columns[0].length);
  columns.forEach((column, group) => {
    for (let k = 0, at = group; k < column.length; k++, at += groups) plane[at] = column[k];
  });
  return plane;
}
