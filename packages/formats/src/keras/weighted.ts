import type { Flow } from '../network/draft.js';
import { type Border, sameBorder, type WindowShape, windowOutput } from '../network/window.js';
import { activated } from './activation.js';
import { listOf, numberOf } from './fields.js';
import { append, array, image, type LayerCall, only, pairOf, Unsuitable } from './layer.js';

interface Placed {
  readonly window: WindowShape;
  readonly padding: Border;
  readonly output: readonly [number, number];
}

function place(call: LayerCall, x: Flow, window: WindowShape): Placed {
  const { padding: written = 'valid' } = call.layer.config;
  if (written !== 'same' && written !== 'valid') throw new Unsuitable(`its padding is ${String(written)}`);
  const padding: Border = written === 'same' ? sameBorder(window, x.shape) : [0, 0, 0, 0];
  const output = windowOutput(window, padding, x.shape);
  if (output[0] < 1 || output[1] < 1)
    throw new Unsuitable(`its window is larger than ${x.shape.join(' × ')}`);
  return { window, padding, output };
}

/** The window of a convolution. */
const convolutionWindow = (call: LayerCall, x: Flow): Placed =>
  place(call, x, {
    size: pairOf(call, 'kernel_size', [1, 1]),
    stride: pairOf(call, 'strides', [1, 1]),
    dilation: pairOf(call, 'dilation_rate', [1, 1]),
  });

/** The window of a pooling layer. */
export function poolingWindow(call: LayerCall, x: Flow): Placed {
  const size = pairOf(call, 'pool_size', [2, 2]);
  const { strides } = call.layer.config;
  const stride = strides === null || strides === undefined ? size : pairOf(call, 'strides', size);
  return place(call, x, { size, stride, dilation: [1, 1] });
}

const bias = (call: LayerCall, outputs: number) =>
  call.layer.config.use_bias === false
    ? { shape: [outputs], data: new Float32Array(outputs) }
    : array(call, 'bias', [outputs]);

const countOf = (call: LayerCall, name: string, otherwise: number): number => {
  const count = numberOf(call.layer.config[name], otherwise);
  if (!Number.isSafeInteger(count) || count < 1 || count > 2 ** 24)
    throw new Unsuitable(`its ${name} is ${count}`);
  return count;
};

export function dense(call: LayerCall): Flow {
  const x = only(call);
  if (x.shape.length !== 1) throw new Unsuitable(`its input is ${x.shape.join(' × ')}, not a list of values`);
  const [inputs] = x.shape;
  const outputs = countOf(call, 'units', 0);
  const arrays = { weights: array(call, 'kernel', [inputs, outputs]), bias: bias(call, outputs) };
  const operation = { op: 'dense', inputSize: inputs, outputSize: outputs } as const;
  return activated(call, append(call, x, operation, [outputs], arrays));
}

export function conv(call: LayerCall): Flow {
  const x = image(call);
  const channels = x.shape[2];
  const groups = countOf(call, 'groups', 1);
  const outputs = countOf(call, 'filters', 0);
  if (channels % groups !== 0 || outputs % groups !== 0)
    throw new Unsuitable(`${groups} groups do not divide ${channels} and ${outputs} channels`);
  const { window, padding, output } = convolutionWindow(call, x);
  const arrays = {
    weights: array(call, 'kernel', [...window.size, channels / groups, outputs]),
    bias: bias(call, outputs),
  };
  const operation = {
    op: 'conv',
    ...window,
    padding,
    groups,
    inputChannels: channels,
    outputChannels: outputs,
  } as const;
  return activated(call, append(call, x, operation, [...output, outputs], arrays));
}

/** One group for each channel; the weights [height, width, channels, multiplier] are in the order of the outputs already. */
function depthwise(call: LayerCall, ending: string, own: boolean): Flow {
  const x = image(call);
  const channels = x.shape[2];
  const multiplier = countOf(call, 'depth_multiplier', 1);
  const outputs = channels * multiplier;
  const { window, padding, output } = convolutionWindow(call, x);
  const { data } = array(call, ending, [...window.size, channels, multiplier]);
  const arrays = {
    weights: { shape: [...window.size, 1, outputs], data },
    bias: own ? bias(call, outputs) : { shape: [outputs], data: new Float32Array(outputs) },
  };
  const operation = {
    op: 'conv',
    ...window,
    padding,
    groups: channels,
    inputChannels: channels,
    outputChannels: outputs,
  } as const;
  const label = own ? call.layer.name : `${call.layer.name}_depthwise`;
  return call.draft.node(label, operation, [x], [...output, outputs], arrays);
}

/** Keras 3 calls the weights `kernel`, Keras 2 `depthwise_kernel`. */
export function depthwiseConv(call: LayerCall): Flow {
  const ending =
    call.weights(call.layer.name, 'depthwise_kernel') === undefined ? 'kernel' : 'depthwise_kernel';
  return activated(call, depthwise(call, ending, true));
}

export function separableConv(call: LayerCall): Flow {
  const x = depthwise(call, 'depthwise_kernel', false);
  const channels = x.shape[2];
  const outputs = countOf(call, 'filters', 0);
  const arrays = {
    weights: array(call, 'pointwise_kernel', [1, 1, channels, outputs]),
    bias: bias(call, outputs),
  };
  const operation = {
    op: 'conv',
    size: [1, 1],
    stride: [1, 1],
    dilation: [1, 1],
    padding: [0, 0, 0, 0],
    groups: 1,
    inputChannels: channels,
    outputChannels: outputs,
  } as const;
  return activated(call, append(call, x, operation, [...x.shape.slice(0, 2), outputs], arrays));
}

export function batchNormalization(call: LayerCall): Flow {
  const x = only(call);
  const { config } = call.layer;
  const axis = numberOf(listOf(config.axis)[0] ?? config.axis, -1);
  if (axis !== -1 && axis !== x.shape.length) throw new Unsuitable(`its axis is ${axis}, not the channels`);
  const channels = x.shape[x.shape.length - 1];
  const constant = (value: number) => ({ shape: [channels], data: new Float32Array(channels).fill(value) });
  const arrays = {
    gamma: config.scale === false ? constant(1) : array(call, 'gamma', [channels]),
    beta: config.center === false ? constant(0) : array(call, 'beta', [channels]),
    mean: array(call, 'moving_mean', [channels]),
    variance: array(call, 'moving_variance', [channels]),
  };
  const operation = { op: 'batch_norm', channels, epsilon: numberOf(config.epsilon, 1e-3) } as const;
  return append(call, x, operation, x.shape, arrays);
}
