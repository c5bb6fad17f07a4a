/** A tensor of one image as ONNX counts it: [channels, height, width], in float64. */
export interface Tensor {
  readonly shape: readonly [number, number, number];
  readonly at: (channel: number, row: number, column: number) => number;
}

/** A tensor with its values computed once; 0 outside. */
export function tensor(
  shape: readonly [number, number, number],
  value: (channel: number, row: number, column: number) => number,
): Tensor {
  const [channels, height, width] = shape;
  const data = Float64Array.from({ length: channels * height * width }, (_, i) =>
    value(Math.floor(i / (height * width)), Math.floor(i / width) % height, i % width),
  );
  const inside = (c: number, y: number, x: number): boolean =>
    c >= 0 && y >= 0 && x >= 0 && c < channels && y < height && x < width;
  return { shape, at: (c, y, x) => (inside(c, y, x) ? data[(c * height + y) * width + x]! : 0) };
}

export const valuesOf = ({ shape: [channels, height, width], at }: Tensor): number[] =>
  Array.from({ length: channels * height * width }, (_, i) =>
    at(Math.floor(i / (height * width)), Math.floor(i / width) % height, i % width),
  );

export const map = (x: Tensor, act: (value: number, channel: number) => number): Tensor =>
  tensor(x.shape, (c, row, column) => act(x.at(c, row, column), c));

export interface NaiveWindow {
  readonly size: number;
  readonly stride?: number;
  readonly dilation?: number;
  /** [top, left, bottom, right] */
  readonly pads?: readonly number[];
}

function outputSize(
  { shape }: Tensor,
  { size, stride = 1, dilation = 1, pads = [0, 0, 0, 0] }: NaiveWindow,
): [number, number] {
  const along = (extent: number, border: number): number =>
    Math.floor((extent + border - (size - 1) * dilation - 1) / stride) + 1;
  return [along(shape[1], pads[0]! + pads[2]!), along(shape[2], pads[1]! + pads[3]!)];
}

/** The taps of a window: [row, column] of the image, and which of the window. */
function* taps(window: NaiveWindow, y: number, x: number): Generator<readonly [number, number, number]> {
  const { size, stride = 1, dilation = 1, pads = [0, 0, 0, 0] } = window;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      yield [y * stride - pads[0]! + i * dilation, x * stride - pads[1]! + j * dilation, i * size + j];
}

/** A convolution with weights [outputs, channels of a group, rows, columns] by index. */
export function convolution(
  x: Tensor,
  window: NaiveWindow,
  weights: { readonly outputs: number; readonly groups: number; readonly at: (index: number) => number },
): Tensor {
  const channels = x.shape[0] / weights.groups;
  const perGroup = weights.outputs / weights.groups;
  const area = window.size ** 2;
  return tensor([weights.outputs, ...outputSize(x, window)], (output, row, column) => {
    const first = Math.floor(output / perGroup) * channels;
    let sum = 0;
    for (let c = 0; c < channels; c++)
      for (const [y, at, tap] of taps(window, row, column))
        sum += x.at(first + c, y, at) * weights.at((output * channels + c) * area + tap);
    return sum;
  });
}

/** Largest value or mean of each window, what lies outside left out. */
export function pooled(x: Tensor, window: NaiveWindow, kind: 'max' | 'mean'): Tensor {
  const [channels, height, width] = x.shape;
  return tensor([channels, ...outputSize(x, window)], (c, row, column) => {
    const inside = [...taps(window, row, column)]
      .filter(([y, at]) => y >= 0 && at >= 0 && y < height && at < width)
      .map(([y, at]) => x.at(c, y, at));
    return kind === 'max'
      ? Math.max(...inside)
      : inside.reduce((sum, value) => sum + value, 0) / inside.length;
  });
}
