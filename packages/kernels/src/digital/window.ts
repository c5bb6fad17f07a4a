/** A tensor of images without the batch; data are [images x height x width x channels]. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** A window that slides over an image; pairs are [height, width]. A pooling node of a plan satisfies it. */
export interface Window {
  readonly size: readonly [number, number];
  readonly stride: readonly [number, number];
  /** Explicit padding [top, bottom, left, right]. */
  readonly padding: readonly [number, number, number, number];
  /** Distance between the window's pixels; [1, 1] unless given. */
  readonly dilation?: readonly [number, number];
}

export const sizeOf = ({ height, width, channels }: ImageShape): number => height * width * channels;

/** Pixels from the first to the last row (or column) of a window. */
const reach = (size: number, dilation: number): number => (size - 1) * dilation + 1;

/** Shape of the positions at which a window fits into the padded image; a window larger than it leaves none (0). */
export function windowPositions(shape: ImageShape, window: Window): ImageShape {
  const { size, stride, padding, dilation = [1, 1] } = window;
  const [top, bottom, left, right] = padding;
  const rows = shape.height + top + bottom - reach(size[0], dilation[0]);
  const columns = shape.width + left + right - reach(size[1], dilation[1]);
  return {
    height: Math.max(0, Math.floor(rows / stride[0]) + 1),
    width: Math.max(0, Math.floor(columns / stride[1]) + 1),
    channels: shape.channels,
  };
}

/** The window's taps that lie inside the image along one direction: [first, end) of `size`. */
export function tapsInside(
  origin: number,
  size: number,
  dilation: number,
  extent: number,
): readonly [first: number, end: number] {
  const first = origin < 0 ? Math.ceil(-origin / dilation) : 0;
  const end = Math.min(size, Math.ceil((extent - origin) / dilation));
  return [Math.min(first, size), Math.max(end, Math.min(first, size))];
}
