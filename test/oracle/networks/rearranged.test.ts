import { floats, integers, node } from '../../../packages/formats/test/networks/onnx-file.js';
import { type Case, expectValues, flat, image, one, scalar } from './cases.js';
import { map, pooled, type Tensor, tensor } from './naive.js';

/** The values of `floats`. */
const value = (i: number): number => ((i * 7) % 17) * 0.125 - 1;
const each = (act: (x: number) => number): Tensor => map(image, act);
const mirrored = (at: number, size: number): number => (at < 0 ? -at : at >= size ? 2 * size - 2 - at : at);

const cases: Readonly<Record<string, Case>> = {
  'padding of image and channels': one(
    'Pad',
    {},
    tensor([7, 8, 6], (c, y, x) => image.at(c - 1, y - 2, x)),
    { inputs: ['p'], tensors: [integers('p', [0, 1, 2, 0, 0, 2, 0, 1])] },
  ),
  'padding as attribute': one(
    'Pad',
    { pads: [0, 0, 1, 1, 0, 0, 1, 1] },
    tensor([4, 8, 7], (c, y, x) => image.at(c, y - 1, x - 1)),
    { opset: 2 },
  ),
  'padding with a number': one(
    'Pad',
    {},
    tensor([4, 8, 6], (c, y, x) => (y < 2 || x > 4 ? -2.5 : image.at(c, y - 2, x))),
    {
      inputs: ['p', 'value'],
      tensors: [integers('p', [0, 0, 2, 0, 0, 0, 0, 1]), scalar('value', -2.5)],
    },
  ),
  'padding below every number in front of a maximum': {
    nodes: [
      node('Pad', ['x', 'p', 'value'], 'b'),
      node('MaxPool', ['b'], 'y', { kernel_shape: [3, 3], strides: [2, 2] }),
    ],
    tensors: [integers('p', [0, 0, 1, 1, 0, 0, 1, 1]), scalar('value', -Infinity)],
    expected: pooled(image, { size: 3, stride: 2, pads: [1, 1, 1, 1] }, 'max'),
  },
  'padding that cuts off': one(
    'Pad',
    {},
    tensor([3, 6, 5], (c, y, x) => image.at(c + 1, y - 1, x)),
    { inputs: ['p'], tensors: [integers('p', [0, -1, 1, 0, 0, 0, -1, 0])] },
  ),
  'padding by reflection': one(
    'Pad',
    { mode: 'reflect' },
    tensor([4, 10, 8], (c, y, x) => image.at(c, mirrored(y - 3, 6), mirrored(x - 1, 5))),
    { inputs: ['p'], tensors: [integers('p', [0, 0, 3, 1, 0, 0, 1, 2])] },
  ),
  'padding with the edge': one(
    'Pad',
    { mode: 'edge' },
    tensor([4, 9, 7], (c, y, x) => image.at(c, Math.min(5, Math.max(0, y - 2)), Math.min(4, Math.max(0, x)))),
    { inputs: ['p'], tensors: [integers('p', [0, 0, 2, 0, 0, 0, 1, 2])] },
  ),
  'padding with the other side': one(
    'Pad',
    { mode: 'wrap' },
    tensor([5, 8, 5], (c, y, x) => image.at(c % 4, (y + 4) % 6, x)),
    { inputs: ['p'], tensors: [integers('p', [0, 0, 2, 0, 0, 1, 0, 0])], opset: 19 },
  ),
  'a slice backwards': one(
    'Slice',
    {},
    tensor([4, 3, 5], (c, y, x) => image.at(c, 5 - 2 * y, 4 - x)),
    {
      inputs: ['s', 'e', 'a', 't'],
      tensors: [
        integers('s', [5, -1]),
        integers('e', [0, -1000]),
        integers('a', [2, 3]),
        integers('t', [-2, -1]),
      ],
    },
  ),
  'a slice with steps': one(
    'Slice',
    {},
    tensor([2, 3, 5], (c, y, x) => image.at(1 + c, 2 * y, x)),
    {
      inputs: ['s', 'e', 'a', 't'],
      tensors: [
        integers('s', [1, 0]),
        integers('e', [3, 1000]),
        integers('a', [1, 2]),
        integers('t', [1, 2]),
      ],
    },
  ),
  'a slice as attributes': one(
    'Slice',
    { starts: [1], ends: [-1], axes: [3] },
    tensor([4, 6, 3], (c, y, x) => image.at(c, y, x + 1)),
    { opset: 9 },
  ),
  'a transpose': one(
    'Transpose',
    { perm: [0, 2, 3, 1] },
    tensor([6, 5, 4], (c, y, x) => image.at(x, c, y)),
  ),
  'a reshape to another image': one(
    'Reshape',
    {},
    tensor([2, 12, 5], (c, y, x) => flat[(c * 12 + y) * 5 + x]!),
    { inputs: ['to'], tensors: [integers('to', [-1, 2, 12, 5])] },
  ),
  'a product with constants of channels': one(
    'Mul',
    {},
    map(image, (x, c) => x * value(c)),
    { inputs: ['k'], tensors: [floats('k', [4, 1, 1])] },
  ),
  'a difference from an image of constants': one(
    'Sub',
    {},
    tensor(image.shape, (c, y, x) => image.at(c, y, x) - value((c * 6 + y) * 5 + x)),
    { inputs: ['k'], tensors: [floats('k', [4, 6, 5])] },
  ),
  'a division by a constant': one(
    'Div',
    {},
    each((x) => x / 4),
    { inputs: ['k'], tensors: [scalar('k', 4)] },
  ),
  'a dense layer behind a flatten': {
    nodes: [
      node('Flatten', ['x'], 'f'),
      node('Gemm', ['f', 'w', 'b'], 'y', { transB: 1, alpha: 0.5, beta: 2 }),
    ],
    tensors: [floats('w', [3, 120]), floats('b', [3])],
    expected: [0, 1, 2].map(
      (n) => flat.reduce((sum, x, k) => sum + 0.5 * x * value(n * 120 + k), 0) + 2 * value(n),
    ),
  },
  'a matrix product and its bias': {
    nodes: [node('Reshape', ['x', 'to'], 'f'), node('MatMul', ['f', 'w'], 'm'), node('Add', ['m', 'b'], 'y')],
    tensors: [integers('to', [0, -1]), floats('w', [120, 3]), floats('b', [3])],
    expected: [0, 1, 2].map((n) => flat.reduce((sum, x, k) => sum + x * value(k * 3 + n), 0) + value(n)),
  },
  'what acts in training only': {
    nodes: [node('Dropout', ['x'], 'd'), node('Identity', ['d'], 'y')],
    expected: image,
  },
};

it.each(Object.entries(cases))('%s is what ONNX says', (_name, each) => expectValues(each));
