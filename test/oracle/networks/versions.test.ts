import { readOnnx, UnsupportedOperators } from '@kirchhoff/formats';
import { floats, integers, node } from '../../../packages/formats/test/networks/onnx-file.js';
import { type Case, expectValues, fileOf, flat, image, one, scalar } from './cases.js';
import { convolution, map, pooled, type Tensor, tensor } from './naive.js';

/** The values of `floats`. */
const value = (i: number): number => ((i * 7) % 17) * 0.125 - 1;
const each = (act: (x: number) => number): Tensor => map(image, act);
const relu6 = (x: number): number => Math.min(6, Math.max(0, x));
const hardSwish = each((x) => (x * relu6(x + 3)) / 6);
const meanOf = (c: number): number => flat.slice(c * 30, (c + 1) * 30).reduce((a, b) => a + b, 0) / 30;
const means = [0, 1, 2, 3].map(meanOf);
const bordered = tensor([4, 8, 7], (c, y, x) => image.at(c, y - 1, x - 1));
const normalised = map(image, (x, c) => ((x - value(c)) / Math.sqrt(c + 1 + 1e-5)) * value(c) + value(c));
const variance = { name: 'v', dims: [4], dataType: 1, floatData: [1, 2, 3, 4] };
const threes = [scalar('three', 3), scalar('zero', 0), scalar('six', 6)];
const clipped = node('Clip', ['h', 'zero', 'six'], 'c');

/** The same thing as it is written in operator sets 1 to 22. */
const cases: Readonly<Record<string, Case>> = {
  'Squeeze and Unsqueeze with attributes': {
    nodes: [
      node('GlobalAveragePool', ['x'], 'g'),
      node('Squeeze', ['g'], 's', { axes: [2, 3] }),
      node('Unsqueeze', ['s'], 'u', { axes: [2, -1] }),
      node('Squeeze', ['u'], 'y', { axes: [-1, -2] }),
    ],
    opset: 11,
    expected: means,
  },
  'Squeeze and Unsqueeze with inputs': {
    nodes: [
      node('GlobalAveragePool', ['x'], 'g'),
      node('Squeeze', ['g'], 's'),
      node('Unsqueeze', ['s', 'axes'], 'u'),
      node('Squeeze', ['u', 'axes'], 'y'),
    ],
    tensors: [integers('axes', [2, 3])],
    expected: means,
  },
  'ReduceMean with an attribute': one('ReduceMean', { axes: [-1, -2] }, means, { opset: 11 }),
  'ReduceMean with an input': one('ReduceMean', { keepdims: 0 }, means, {
    inputs: ['axes'],
    tensors: [integers('axes', [-1, -2])],
    opset: 18,
  }),
  'ReduceMean over nothing': one('ReduceMean', { noop_with_empty_axes: 1 }, image, { opset: 18 }),
  'Pad of operator set 1': one('Pad', { paddings: [0, 0, 1, 1, 0, 0, 1, 1] }, bordered, { opset: 1 }),
  'Pad of some axes': one('Pad', {}, bordered, {
    inputs: ['p', '', 'axes'],
    tensors: [integers('p', [1, 1, 1, 1]), integers('axes', [-1, 2])],
    opset: 18,
  }),
  'Clip of one attribute': one(
    'Clip',
    { min: 0 },
    each((x) => Math.max(0, x)),
    { opset: 6 },
  ),
  'Clip without its second input': one(
    'Clip',
    {},
    each((x) => Math.max(0, x)),
    { inputs: ['low'], tensors: [scalar('low', 0)] },
  ),
  'Max with 0': one(
    'Max',
    {},
    each((x) => Math.max(0, x)),
    { inputs: ['low'], tensors: [scalar('low', 0)] },
  ),
  'Min of 6 and relu': {
    nodes: [node('Relu', ['x'], 'r'), node('Min', ['six', 'r'], 'y')],
    tensors: [scalar('six', 6)],
    expected: each(relu6),
  },
  'Dropout with a ratio as attribute': one('Dropout', { ratio: 0.5, is_test: 1 }, image, { opset: 6 }),
  'Dropout with its inputs': one('Dropout', {}, image, {
    inputs: ['ratio', 'training'],
    tensors: [scalar('ratio', 0.5), { name: 'training', dims: [], dataType: 9, int32Data: [0] }],
  }),
  'BatchNormalization of operator set 1': one(
    'BatchNormalization',
    { is_test: 1, spatial: 1, consumed_inputs: [0, 0, 0, 1, 1] },
    normalised,
    { inputs: ['g', 'g', 'g', 'v'], tensors: [floats('g', [4]), variance], opset: 1 },
  ),
  'BatchNormalization of operator set 15': one('BatchNormalization', { training_mode: 0 }, normalised, {
    inputs: ['g', 'g', 'g', 'v'],
    tensors: [floats('g', [4]), variance],
    opset: 15,
  }),
  'Add with axis and broadcast': one(
    'Add',
    { axis: 1, broadcast: 1 },
    map(image, (x, c) => x + value(c)),
    { inputs: ['k'], tensors: [floats('k', [4])], opset: 6 },
  ),
  'AveragePool that counts its border': one(
    'AveragePool',
    { kernel_shape: [2, 2], pads: [1, 1, 1, 1], count_include_pad: 1 },
    pooled(bordered, { size: 2 }, 'mean'),
    { opset: 7 },
  ),
  'Reshape with an attribute': one('Reshape', { shape: [0, -1] }, flat, { opset: 1 }),
  'Flatten counted from the end': one('Flatten', { axis: -3 }, flat),
  'Cast by name': one('Cast', { to: 'FLOAT' }, image, { opset: 5 }),
  'Cast by number': one('Cast', { to: 1 }, image),
  'the flatten of PyTorch 1.13: Shape, Gather, Unsqueeze, Concat': {
    nodes: [
      node('Shape', ['x'], 'shape'),
      node('Constant', [], 'nought', { value_int: 0 }),
      node('Gather', ['shape', 'nought'], 'count'),
      node('Unsqueeze', ['count', 'first'], 'images'),
      node('Concat', ['images', 'rest'], 'to', { axis: 0 }),
      node('Reshape', ['x', 'to'], 'y'),
    ],
    tensors: [integers('first', [0]), integers('rest', [-1])],
    expected: flat,
  },
  'the flatten of PyTorch 2: a part of Shape': {
    nodes: [
      node('Shape', ['x'], 'images', { start: 0, end: 1 }),
      node('Concat', ['images', 'rest'], 'to', { axis: 0 }),
      node('Reshape', ['x', 'to'], 'y', { allowzero: 1 }),
    ],
    tensors: [integers('rest', [-1])],
    opset: 18,
    expected: flat,
  },
  'weights behind Identity, Constant and Transpose': {
    nodes: [
      node('Identity', ['w'], 'same'),
      node('Transpose', ['same'], 'turned', { perm: [0, 1, 3, 2] }),
      node('Transpose', ['turned'], 'back', { perm: [0, 1, 3, 2] }),
      node('Conv', ['x', 'back'], 'y'),
    ],
    tensors: [floats('w', [3, 4, 2, 2])],
    expected: convolution(image, { size: 2 }, { outputs: 3, groups: 1, at: value }),
  },
  'hard swish as a product with HardSigmoid': {
    nodes: [node('HardSigmoid', ['x'], 'h', { alpha: 1 / 6, beta: 0.5 }), node('Mul', ['x', 'h'], 'y')],
    expected: hardSwish,
  },
  'hard swish with the division in its gate': {
    nodes: [
      node('Add', ['x', 'three'], 'h'),
      clipped,
      node('Div', ['c', 'six'], 'd'),
      node('Mul', ['x', 'd'], 'y'),
    ],
    tensors: threes,
    expected: hardSwish,
  },
  'hard swish with the division behind': {
    nodes: [
      node('Add', ['x', 'three'], 'h'),
      clipped,
      node('Mul', ['c', 'x'], 'm'),
      node('Div', ['m', 'six'], 'y'),
    ],
    tensors: threes,
    expected: hardSwish,
  },
  'HardSigmoid by itself': one(
    'HardSigmoid',
    {},
    each((x) => Math.max(0, Math.min(1, 0.2 * x + 0.5))),
  ),
};

it.each(Object.entries(cases))('%s', (_name, each) => expectValues(each));

const rows = node('Reshape', ['x', 'rows'], 'r');
const square = integers('rows', [0, 4, 30]);

it.each<readonly [string, Omit<Case, 'expected'>, string]>([
  [
    'Dropout in training',
    one('Dropout', {}, [], {
      inputs: ['', 'training'],
      tensors: [{ name: 'training', dims: [], dataType: 9, int32Data: [1] }],
    }),
    'Dropout (node y_node: it is in training mode)',
  ],
  [
    'a Cast of the image to whole numbers',
    one('Cast', { to: 6 }, []),
    'Cast (node y_node: it makes whole numbers of the values of the image)',
  ],
  [
    'a Constant without numbers',
    { nodes: [node('Constant', [], 'k', { value_string: 'three' }), node('Add', ['x', 'k'], 'y')] },
    'Constant (node k_node: it holds no numbers)',
  ],
  [
    'ReduceMean over everything',
    one('ReduceMean', {}, [], { opset: 18 }),
    'ReduceMean (node y_node: it works across images)',
  ],
  [
    'batch normalisation of rows',
    {
      nodes: [rows, node('BatchNormalization', ['r', 'g', 'g', 'g', 'v'], 'y')],
      tensors: [square, floats('g', [4]), variance],
    },
    'BatchNormalization (node y_node: its channels are not those of an image or a list)',
  ],
  [
    'a product of two values of the image',
    { nodes: [node('Sigmoid', ['x'], 's'), node('Mul', ['x', 's'], 'y')] },
    'Mul (node y_node: one of its inputs must be constant)',
  ],
  [
    'the second output of an operator',
    {
      nodes: [
        { ...node('MaxPool', ['x'], 'p', { kernel_shape: [2, 2] }), output: ['p', 'places'] },
        node('Add', ['p', 'places'], 'y'),
      ],
    },
    'MaxPool (node p_node: more than its first output is used)',
  ],
  [
    'an operator with the name of a method',
    { nodes: [node('constructor', ['x'], 'y')] },
    'constructor (node y_node)',
  ],
])('%s is refused by name', (_name, each, named) => {
  const act = () => readOnnx(fileOf(each));
  expect(act).toThrow(UnsupportedOperators);
  expect(act).toThrow(named);
});

it('adds constants of rows to the rows', () =>
  expectValues({
    nodes: [rows, node('Add', ['r', 'k'], 'y')],
    tensors: [square, floats('k', [4, 1])],
    expected: map(image, (x, c) => x + value(c)),
  }));
