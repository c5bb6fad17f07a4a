import { type GradientKernels, type Kernels, loadGradients, loadKernels } from '@kirchhoff/kernels';
import type { Tensorflow } from '../tensorflow.js';
import { registerLoops } from '../normalisation.js';
import { registerValues } from '../values.js';
import { borrow } from './borrow.js';
import { registerFilterGradient } from './composed.js';
import { type Heap, heapOf, type TensorInfo } from './heap.js';
import { inputGradient } from './input-gradient.js';
import { heapLoops } from './loops.js';
import { type ConvolutionAttributes, nativeConvolution } from './native-convolution.js';
import { type Attributes, shapeOf } from './shape.js';
import { registerTotals } from './totals.js';
import { registerUnread } from './unread.js';
import { heapValues } from './values.js';

const backendName = 'wasm';

type Call = Parameters<Parameters<Tensorflow['registerKernel']>[0]['kernelFunc']>[0];
type Inputs = Readonly<Record<'x' | 'dy' | 'filter', TensorInfo>>;

/** Puts a kernel in place of the backend's own, if it has one. */
function put(tf: Tensorflow, kernelName: string, kernelFunc: (call: Call) => unknown): void {
  if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: kernelFunc as Parameters<Tensorflow['registerKernel']>[0]['kernelFunc'],
  });
}

const pair = ([height, width]: readonly number[]): [number, number] => [height!, width!];

/** Whether a depthwise filter [height, width, channels, outputs of each] gives one output a channel. */
const isSingle = (filter: readonly number[]): boolean => filter[3] === 1;

function registerOnHeap(tf: Tensorflow, heap: Heap, kernels: GradientKernels): void {
  const at = heap.address;
  put(tf, 'Conv2DBackpropFilter', ({ inputs, attrs }) => {
    const { x, dy } = inputs as unknown as Inputs;
    const { filterShape, ...rest } = attrs as unknown as Attributes & { readonly filterShape: number[] };
    const dw = heap.make(filterShape);
    kernels.filter(at(x), at(dy), at(dw), shapeOf(x.shape, dy.shape, pair(filterShape), rest));
    return dw;
  });
  // tfjs 4.22 copies a tensor whenever a gradient keeps it; no operation writes into its inputs, so one memory serves both.
  put(tf, 'Identity', ({ inputs }) => {
    const { x } = inputs as unknown as Inputs;
    heap.share(x);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  });
  put(tf, 'DepthwiseConv2dNativeBackpropFilter', ({ inputs, attrs }) => {
    const { x, dy } = inputs as unknown as Inputs;
    const { filterShape, ...rest } = attrs as unknown as Attributes & { readonly filterShape: number[] };
    requireSingle(filterShape);
    const dw = heap.make(filterShape);
    kernels.depthwiseFilter(at(x), at(dy), at(dw), shapeOf(x.shape, dy.shape, pair(filterShape), rest));
    return dw;
  });
  put(tf, 'DepthwiseConv2dNativeBackpropInput', ({ inputs, attrs }) => {
    const { filter, dy } = inputs as unknown as Inputs;
    const { inputShape, ...rest } = attrs as unknown as Attributes & { readonly inputShape: number[] };
    requireSingle(filter.shape);
    const dx = heap.make(inputShape);
    kernels.depthwiseInput(
      at(filter),
      at(dy),
      at(dx),
      shapeOf(inputShape, dy.shape, pair(filter.shape), rest),
    );
    return dx;
  });
  put(tf, 'MaxPoolGrad', ({ inputs, attrs }) => {
    const { dy, input } = inputs as unknown as { readonly dy: TensorInfo; readonly input: TensorInfo };
    const { filterSize, ...rest } = attrs as unknown as Attributes & {
      readonly filterSize: number | number[];
    };
    const size = typeof filterSize === 'number' ? [filterSize, filterSize] : filterSize;
    const dx = heap.make(input.shape);
    kernels.maxPool(at(input), at(dy), at(dx), shapeOf(input.shape, dy.shape, pair(size), rest));
    return dx;
  });
  registerLoops(backendName, heapLoops(tf, heap, kernels));
}

/** The training's own passes cut layers with several outputs a channel into groups before they come here. */
function requireSingle(filter: readonly number[]): void {
  if (!isSingle(filter)) throw new RangeError('depthwise gradients are built for one output a channel');
}

/** Convolutions and the gradients of their filters by kernels that read arrays as they lie on the heap: equal bits, in less time. */
function registerNative(tf: Tensorflow, heap: Heap, kernels: Kernels): void {
  const { filterGradient } = kernels;
  const at = heap.values;
  if (filterGradient !== null)
    put(tf, 'Conv2DBackpropFilter', ({ inputs, attrs }) => {
      const { x, dy } = inputs as unknown as Inputs;
      const { filterShape, ...rest } = attrs as unknown as Attributes & { readonly filterShape: number[] };
      const dw = heap.make(filterShape);
      filterGradient(at(x), at(dy), at(dw), shapeOf(x.shape, dy.shape, pair(filterShape), rest));
      return dw;
    });
  if (!kernels.takes.pixels) return;
  const convolve = nativeConvolution(tf, heap, kernels);
  put(tf, 'Conv2D', ({ inputs, attrs }) => {
    const { x, filter } = inputs as unknown as Inputs;
    return convolve(x, filter, attrs as unknown as ConvolutionAttributes);
  });
}

function registerInputGradient(tf: Tensorflow): void {
  put(tf, 'Conv2DBackpropInput', ({ inputs, attrs }) => {
    const { dy, filter } = inputs as unknown as Inputs;
    const { inputShape, ...rest } = attrs as unknown as Attributes & { readonly inputShape: number[] };
    const shape = shapeOf(inputShape, dy.shape, pair(filter.shape), rest);
    return borrow(tf, [dy, filter], (slopes, weights) => inputGradient(tf, slopes!, weights!, shape));
  });
}

/**
 * Gives tfjs's WebAssembly backend the kernels that it lacks or does slowly: gradients of convolutions, on its own memory where that is
 * reachable, else composed of its operations; there depthwise convolutions have no gradient. Says why where it is not reachable.
 */
export async function registerKernels(tf: Tensorflow): Promise<string | undefined> {
  registerInputGradient(tf);
  const heap = heapOf(tf);
  const kernels =
    heap === undefined ? 'the memory of tfjs is not reachable' : await loadGradients(heap.memory);
  if (heap !== undefined && typeof kernels !== 'string') {
    registerOnHeap(tf, heap, kernels);
    const fastest = await loadKernels();
    registerNative(tf, heap, fastest);
    registerTotals(tf, heap, kernels, (name, kernel) => put(tf, name, kernel));
    const unread = registerUnread(tf, heap, (name, kernel) => put(tf, name, kernel));
    registerValues(backendName, heapValues(tf, heap, kernels, unread));
    return undefined;
  }
  registerFilterGradient(tf, backendName);
  return kernels as string;
}
