import { readFile } from 'node:fs/promises';
import { engine } from './engine.js';

/** Images under a convolution window, as gradients take them: sizes in elements, zeros added above and to the left. */
export interface ConvolutionShape {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outputs: number;
  readonly size: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly top: number;
  readonly left: number;
}

/** Float32 arrays on the memory by their addresses [bytes]; those called 64 hold float64. All results are overwritten. */
export interface GradientKernels {
  /** dw [kernel height x kernel width x inputs x outputs] of x [images x height x width x inputs] and dy. */
  filter(x: number, dy: number, dw: number, shape: ConvolutionShape): void;
  /** With one output a channel: of the filter [kernel height x kernel width x channels]. */
  depthwiseFilter(x: number, dy: number, dw: number, shape: ConvolutionShape): void;
  /** With one output a channel: of x. */
  depthwiseInput(filter: number, dy: number, dx: number, shape: ConvolutionShape): void;
  /** dx of a maximum over windows; the first of equal values takes the slope. */
  maxPool(x: number, dy: number, dx: number, shape: ConvolutionShape): void;
  /** Sums by channel of x [rows x channels], one float32 each, in the order of the rows. */
  channelTotals(x: number, rows: number, channels: number, out: number): void;
  /** out = dy times 1 where x > 0, times 0 elsewhere, `count` values. */
  reluGradient(x: number, dy: number, count: number, out: number): void;
  /** x times a factor, every product rounded once, `count` values in place. */
  times(x: number, count: number, factor: number): void;
  /** out = (x - mean) gain + shift by channel, all float32 and every operation rounded. */
  affine(
    x: number,
    rows: number,
    channels: number,
    mean: number,
    gain: number,
    shift: number,
    out: number,
  ): void;
  /** x = (x - shift) / divisor + mean by channel, in place. */
  restore(x: number, rows: number, channels: number, shift: number, divisor64: number, mean: number): void;
  /** Sums by channel of x [rows x channels], or of its squared distances from `mean` where that is not 0. */
  channelSums(x: number, rows: number, channels: number, mean: number, sums64: number): void;
  /** out = (x - mean) gain + shift. */
  normalise(
    x: number,
    rows: number,
    channels: number,
    mean: number,
    gain64: number,
    shift64: number,
    out: number,
  ): void;
  /** Sums by channel of dy and of dy (x - mean) inverse. */
  slopeSums(
    x: number,
    dy: number,
    rows: number,
    channels: number,
    mean: number,
    inverse64: number,
    sums64: number,
    products64: number,
  ): void;
  /** out = gain (dy - meanSlope - (x - mean) inverse meanProduct). */
  normaliseGradient(
    x: number,
    dy: number,
    rows: number,
    channels: number,
    mean: number,
    inverse64: number,
    gain64: number,
    meanSlope64: number,
    meanProduct64: number,
    out: number,
  ): void;
}

type Numbers = (...values: number[]) => void;

const binary = new URL('../../dist/gradients.wasm', import.meta.url);

const window = ({ outHeight, outWidth, size, stride, top, left }: ConvolutionShape, outputs: number[]) =>
  [outHeight, outWidth, ...outputs, ...size, ...stride, top, left] as const;

/** Gradient kernels that work on another module's memory, copying nothing; or the reason why there are none. */
export async function loadGradients(memory: object): Promise<GradientKernels | string> {
  if (!engine) return 'this engine has no WebAssembly';
  const bytes = await readFile(binary).catch(() => null);
  if (bytes === null) return 'dist/gradients.wasm is not built';
  if (!engine.validate(bytes)) return 'this engine has no WebAssembly SIMD';
  const { exports } = new engine.Instance(await engine.compile(bytes), { env: { memory } });
  const call = (name: string): Numbers => exports[name] as Numbers;
  const [filter, depthwise] = [call('filterGradient'), call('depthwiseGradient')];
  const images = ({ images: count, height, width, inputs }: ConvolutionShape): number[] => [
    count,
    height,
    width,
    inputs,
  ];
  return {
    filter: (x, dy, dw, shape) => filter(x, dy, dw, ...images(shape), ...window(shape, [shape.outputs])),
    depthwiseFilter: (x, dy, dw, shape) => depthwise(1, x, dy, dw, ...images(shape), ...window(shape, [])),
    depthwiseInput: (w, dy, dx, shape) => depthwise(0, w, dy, dx, ...images(shape), ...window(shape, [])),
    maxPool: (x, dy, dx, shape) => call('maxPoolGradient')(x, dy, dx, ...images(shape), ...window(shape, [])),
    channelTotals: call('channelTotals'),
    reluGradient: call('reluGradient'),
    times: call('times'),
    affine: call('affine'),
    restore: call('restore'),
    channelSums: call('channelSums'),
    normalise: call('normalise'),
    slopeSums: call('slopeSums'),
    normaliseGradient: call('normaliseGradient'),
  };
}
