import { floats, node } from '../../../packages/formats/test/networks/onnx-file.js';
import { type Case, expectValues, flat, image, one, scalar } from './cases.js';
import { convolution, map, pooled, type Tensor, tensor } from './naive.js';

/** The values of `floats`. */
const value = (i: number): number => ((i * 7) % 17) * 0.125 - 1;
const each = (act: (x: number) => number): Tensor => map(image, act);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const relu6 = (x: number): number => Math.min(6, Math.max(0, x));
const weights = (outputs: number, groups: number) => ({ outputs, groups, at: value });
const whole = flat.map(Math.exp).reduce((a, b) => a + b, 0);
const overChannels = (y: number, x: number): number =>
  [0, 1, 2, 3].reduce((sum, c) => sum + Math.exp(image.at(c, y, x)), 0);
const meanOf = (c: number): number => {
  const own = flat.slice(c * 30, (c + 1) * 30);
  return own.reduce((a, b) => a + b, 0) / own.length;
};

const cases: Readonly<Record<string, Case>> = {
  'a strided convolution': one(
    'Conv',
    { kernel_shape: [3, 3], strides: [2, 2], pads: [0, 1, 1, 0] },
    convolution(image, { size: 3, stride: 2, pads: [0, 1, 1, 0] }, weights(3, 1)),
    { inputs: ['w'], tensors: [floats('w', [3, 4, 3, 3])] },
  ),
  'a dilated convolution in groups': one(
    'Conv',
    { kernel_shape: [2, 2], dilations: [2, 2], group: 2 },
    convolution(image, { size: 2, dilation: 2 }, weights(6, 2)),
    { inputs: ['w'], tensors: [floats('w', [6, 2, 2, 2])] },
  ),
  'a depthwise convolution': one(
    'Conv',
    { kernel_shape: [3, 3], pads: [1, 1, 1, 1], group: 4 },
    convolution(image, { size: 3, pads: [1, 1, 1, 1] }, weights(8, 4)),
    { inputs: ['w'], tensors: [floats('w', [8, 1, 3, 3])] },
  ),
  'a convolution with SAME_UPPER': one(
    'Conv',
    { kernel_shape: [2, 2], auto_pad: 'SAME_UPPER' },
    convolution(image, { size: 2, pads: [0, 0, 1, 1] }, weights(2, 1)),
    { inputs: ['w'], tensors: [floats('w', [2, 4, 2, 2])] },
  ),
  'a convolution with SAME_LOWER': one(
    'Conv',
    { kernel_shape: [2, 2], auto_pad: 'SAME_LOWER' },
    convolution(image, { size: 2, pads: [1, 1, 0, 0] }, weights(2, 1)),
    { inputs: ['w'], tensors: [floats('w', [2, 4, 2, 2])] },
  ),
  'batch normalisation away from a layer': one(
    'BatchNormalization',
    { epsilon: 0.25 },
    map(image, (x, c) => ((x - value(c)) / Math.sqrt(c + 1 + 0.25)) * value(c) + value(c)),
    {
      inputs: ['g', 'g', 'g', 'v'],
      tensors: [floats('g', [4]), { name: 'v', dims: [4], dataType: 1, floatData: [1, 2, 3, 4] }],
    },
  ),
  relu: one(
    'Relu',
    {},
    each((x) => Math.max(0, x)),
  ),
  'a clip of attributes': one('Clip', { min: 0, max: 6 }, each(relu6), { opset: 6 }),
  'a clip of inputs': one('Clip', {}, each(relu6), {
    inputs: ['low', 'high'],
    tensors: [scalar('low', 0), scalar('high', 6)],
  }),
  'leaky relu': one(
    'LeakyRelu',
    { alpha: 0.25 },
    each((x) => (x < 0 ? x / 4 : x)),
  ),
  'hard swish': one(
    'HardSwish',
    {},
    each((x) => (x * relu6(x + 3)) / 6),
    { opset: 14 },
  ),
  sigmoid: one('Sigmoid', {}, each(sigmoid)),
  tanh: one('Tanh', {}, each(Math.tanh)),
  softmax: {
    nodes: [node('Flatten', ['x'], 'f'), node('Softmax', ['f'], 'y')],
    expected: flat.map((x) => Math.exp(x) / whole),
  },
  'log softmax': {
    nodes: [node('Flatten', ['x'], 'f'), node('LogSoftmax', ['f'], 'y', { axis: 1 })],
    expected: flat.map((x) => x - Math.log(whole)),
  },
  'softmax over channels': one(
    'Softmax',
    { axis: 1 },
    tensor(image.shape, (c, y, x) => Math.exp(image.at(c, y, x)) / overChannels(y, x)),
  ),
  'softmax over rows': one(
    'LogSoftmax',
    { axis: -2 },
    tensor(
      image.shape,
      (c, y, x) =>
        image.at(c, y, x) -
        Math.log([0, 1, 2, 3, 4, 5].reduce((sum, row) => sum + Math.exp(image.at(c, row, x)), 0)),
    ),
  ),
  'softmax over the flattened image, as before operator set 13': one(
    'Softmax',
    {},
    flat.map((x) => Math.exp(x) / whole),
    { opset: 11 },
  ),
  'softmax over each channel, as before operator set 13': one(
    'Softmax',
    { axis: 2 },
    tensor(image.shape, (c, y, x) => {
      const own = flat.slice(c * 30, (c + 1) * 30).reduce((sum, value) => sum + Math.exp(value), 0);
      return Math.exp(image.at(c, y, x)) / own;
    }),
    { opset: 9 },
  ),
  'dilated maximum pooling': one(
    'MaxPool',
    { kernel_shape: [2, 2], strides: [2, 2], dilations: [2, 2], pads: [1, 1, 1, 1] },
    pooled(image, { size: 2, stride: 2, dilation: 2, pads: [1, 1, 1, 1] }, 'max'),
  ),
  'dilated average pooling': one(
    'AveragePool',
    { kernel_shape: [2, 2], dilations: [3, 3] },
    pooled(image, { size: 2, dilation: 3 }, 'mean'),
    { opset: 19 },
  ),
  'dilated maximum pooling of partial windows': one(
    'MaxPool',
    { kernel_shape: [2, 2], strides: [2, 2], dilations: [2, 2], ceil_mode: 1 },
    pooled(image, { size: 2, stride: 2, dilation: 2, pads: [0, 0, 1, 0] }, 'max'),
  ),
  'maximum pooling': one(
    'MaxPool',
    { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
    pooled(image, { size: 3, stride: 2, pads: [1, 1, 1, 1] }, 'max'),
  ),
  'average pooling': one(
    'AveragePool',
    { kernel_shape: [2, 2], strides: [1, 1], pads: [1, 0, 0, 1] },
    pooled(image, { size: 2, pads: [1, 0, 0, 1] }, 'mean'),
  ),
  'average pooling of partial windows that counts its padding, but nothing behind it': one(
    'AveragePool',
    { kernel_shape: [3, 3], strides: [2, 3], pads: [0, 1, 1, 0], ceil_mode: 1, count_include_pad: 1 },
    tensor([4, 3, 2], (c, y, x) => {
      const rows = [0, 1, 2].map((i) => 2 * y + i).filter((row) => row < 7);
      const columns = [0, 1, 2].map((i) => 3 * x - 1 + i).filter((column) => column < 5);
      const values = rows.flatMap((row) =>
        columns.map((column) => (row < 6 && column >= 0 ? image.at(c, row, column) : 0)),
      );
      return values.reduce((a, b) => a + b, 0) / values.length;
    }),
  ),
  'pooling of whole channels': one('GlobalAveragePool', {}, [0, 1, 2, 3].map(meanOf)),
  'the largest of whole channels': one(
    'GlobalMaxPool',
    {},
    [0, 1, 2, 3].map((c) => Math.max(...flat.slice(c * 30, (c + 1) * 30))),
  ),
  'a mean over axes': one('ReduceMean', { axes: [2, 3], keepdims: 0 }, [0, 1, 2, 3].map(meanOf)),
  'a mean over channels': one(
    'ReduceMean',
    { axes: [1] },
    tensor([1, 6, 5], (_, y, x) => [0, 1, 2, 3].reduce((sum, c) => sum + image.at(c, y, x), 0) / 4),
  ),
  'an addition of branches': {
    nodes: [node('Relu', ['x'], 'r'), node('Tanh', ['x'], 't'), node('Add', ['r', 't'], 'y')],
    expected: each((x) => Math.max(0, x) + Math.tanh(x)),
  },
  'a mean of branches': {
    nodes: [node('Relu', ['x'], 'r'), node('Tanh', ['x'], 't'), node('Mean', ['r', 't', 'x'], 'y')],
    expected: each((x) => (Math.max(0, x) + Math.tanh(x) + x) / 3),
  },
  'branches side by side': {
    nodes: [node('Relu', ['x'], 'r'), node('Tanh', ['x'], 't'), node('Concat', ['r', 't'], 'y', { axis: 1 })],
    expected: tensor([8, 6, 5], (c, y, x) =>
      c < 4 ? Math.max(0, image.at(c, y, x)) : Math.tanh(image.at(c - 4, y, x)),
    ),
  },
};

it.each(Object.entries(cases))('%s is what ONNX says', (_name, each) => expectValues(each));
