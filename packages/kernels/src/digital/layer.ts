import type { Kernels, Operands, PackedPlane } from '../products/kernels.js';
import { type FilterMatrices, sideBySide } from './filters.js';
import { fillPatches } from './patches.js';
import { windowPositions } from './window.js';
import type { ImageShape, Window } from './window.js';

/** A float32 layer whose matrices are packed, one per group. */
export interface SoftwareLayer {
  readonly planes: readonly PackedPlane[];
  /** Of one group. */
  readonly inputs: number;
  readonly outputs: number;
  /** True where output n sees channel n alone: one matrix of all groups. */
  readonly own: boolean;
  /** [groups x outputs] or null. */
  readonly bias: Float32Array | null;
}

/** A batch of images under a convolution window. */
export interface ConvolutionInput {
  readonly input: Float32Array;
  readonly images: number;
  readonly shape: ImageShape;
  readonly window: Window;
}

/** Most values of the patches that are held at once: 1 MiB. */
const PATCH_VALUES = 1 << 18;

/**
 * Packs the matrices of a dense layer (one group) or of a convolution, `depthwise` where each of its groups is one channel with one output;
 * to be given back by {@link releaseLayer}.
 */
export function packLayer(
  kernels: Kernels,
  matrices: FilterMatrices,
  bias: Float32Array | null,
  depthwise = false,
): SoftwareLayer {
  const { groups, inputs, outputs, weights } = matrices;
  const parts = Array.from({ length: groups }, (_, group) =>
    weights.subarray(group * inputs * outputs, (group + 1) * inputs * outputs),
  );
  if (depthwise && kernels.takes.own) {
    const planes = [kernels.pack(sideBySide(parts), inputs, groups)];
    return { planes, inputs, outputs: groups, own: true, bias };
  }
  const planes = parts.map((part) => kernels.pack(part, inputs, outputs));
  return { planes, inputs, outputs, own: false, bias };
}

export function releaseLayer(kernels: Kernels, layer: SoftwareLayer): void {
  layer.planes.forEach((plane) => kernels.release(plane));
}

/** Rows [count x (groups x inputs)], or images whose patches they are, and room for [count x (groups x outputs)]. */
type Rows = Pick<Operands, 'inputs' | 'count' | 'out' | 'patches'>;

function multiply(kernels: Kernels, layer: SoftwareLayer, rows: Rows): void {
  const { planes, inputs, outputs, bias } = layer;
  planes.forEach((plane, group) =>
    kernels.product({
      ...rows,
      plane,
      inputStride: planes.length * inputs,
      inputColumn: group * inputs,
      outStride: planes.length * outputs,
      outColumn: group * outputs,
      bias: bias?.subarray(group * outputs, (group + 1) * outputs),
    }),
  );
}

/** out [images x outputs] = fround(sum + bias), the sum in float32 in the order of the inputs [images x inputs]. */
export function dense(
  kernels: Kernels,
  layer: SoftwareLayer,
  input: Float32Array,
  images: number,
  out: Float32Array,
): void {
  multiply(kernels, layer, { inputs: input, count: images, out });
}

/**
 * Runs over the positions of a convolution in pieces: `use` receives patches [count x K of all groups] and the number of
 * the first position. The buffer is used again.
 */
export function forPatches(
  convolution: ConvolutionInput,
  use: (patches: Float32Array, first: number, count: number) => void,
): void {
  const { input, images, shape, window } = convolution;
  const places = windowPositions(shape, window);
  const positions = images * places.height * places.width;
  const width = window.size[0] * window.size[1] * shape.channels;
  const piece = Math.min(positions, Math.max(4, Math.floor(PATCH_VALUES / width) & ~3));
  const patches = new Float32Array(piece * width);
  for (let first = 0; first < positions; first += piece) {
    const count = Math.min(piece, positions - first);
    fillPatches({ input, shape, window, first, count, out: patches });
    use(patches, first, count);
  }
}

/** out [images x height x width x (groups x outputs)], height and width of {@link windowPositions}. */
export function convolve(
  kernels: Kernels,
  layer: SoftwareLayer,
  convolution: ConvolutionInput,
  out: Float32Array,
): void {
  const width = layer.planes.length * layer.outputs;
  if (kernels.takes.patches) {
    const { input, images, shape, window } = convolution;
    const places = windowPositions(shape, window);
    const count = images * places.height * places.width;
    multiply(kernels, layer, { inputs: input, count, out, patches: { shape, window, own: layer.own } });
    return;
  }
  forPatches(convolution, (patches, first, count) =>
    multiply(kernels, layer, {
      inputs: patches,
      count,
      out: out.subarray(first * width, (first + count) * width),
    }),
  );
}
