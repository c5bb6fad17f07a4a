import { call, count, either, field, number, quantity, required, shape, words } from './constructors.js';
import type { CallSpecification } from './specification.js';

const activation = field(
  words({
    none: 'no activation',
    relu: 'max(x, 0)',
    relu6: 'relu up to 6',
    leaky_relu: 'a small slope below 0',
    hard_swish: 'x relu6(x + 3) / 6',
    sigmoid: '1 / (1 + exp(-x))',
    tanh: 'tanh(x)',
    softmax: 'probabilities',
  }),
  'Activation after the layer',
  'relu',
  { default: 'none' },
);

const window = shape({ rank: [2], square: true, minimum: 1 });
const padding = (start: string) =>
  field(
    either(count(0), words({ valid: 'no border', same: 'the output keeps the size' })),
    'Border of zeros around the image',
    'same',
    { default: start },
  );
const size = field(window, 'Height x width of the kernel', '3 x 3', required);
const stride = field(window, 'Step of the kernel', '2', { default: '1 x 1' });
const dilation = field(window, 'Distance between the taps of the kernel', '2', { default: '1 x 1' });

const pool = (sentence: string) =>
  call(
    sentence,
    {
      size: field(window, 'Height x width of the window', '2 x 2', required),
      stride: field(window, 'Step of the window; its size where not given', '2'),
      padding: padding('valid'),
    },
    1,
  );

/** Layers of `network { layers { … } }`. `residual` and `repeat` hold layers of their own. */
export const layers = {
  dense: call(
    'Every output sees every input; an analog layer.',
    { units: field(count(1), 'Number of outputs', '10', required), activation },
    2,
  ),
  conv: call(
    'Two-dimensional convolution; an analog layer.',
    {
      channels: field(count(1), 'Number of output channels', '16', required),
      size,
      activation,
      stride,
      padding: padding('valid'),
      dilation,
      groups: field(count(1), 'Groups of channels that do not mix', '1', { default: '1' }),
    },
    3,
  ),
  depthwise_conv: call(
    'Convolution of every channel by itself; an analog layer.',
    {
      size,
      activation,
      stride,
      padding: padding('valid'),
      dilation,
      multiplier: field(count(1), 'Outputs per channel', '1', { default: '1' }),
    },
    2,
  ),
  batch_norm: call('Batch normalisation; folded into the layer before it.', {
    epsilon: field(number({ above: 0 }), 'Added to the variance', '1e-3', { default: '1e-3' }),
    momentum: field(number({ minimum: 0, below: 1 }), 'Memory of the running mean and variance', '0.99', {
      default: '0.99',
    }),
  }),
  relu: call('max(x, 0).', {}),
  relu6: call('relu up to 6.', {}),
  leaky_relu: call(
    'A small slope below 0.',
    { slope: field(number({ minimum: 0 }), 'Slope below 0', '0.01', { default: '0.01' }) },
    1,
  ),
  hard_swish: call('x relu6(x + 3) / 6.', {}),
  sigmoid: call('1 / (1 + exp(-x)).', {}),
  tanh: call('tanh(x).', {}),
  softmax: call('Probabilities that add up to 1.', {}),
  max_pool: pool('Largest value of each window.'),
  average_pool: pool('Mean of each window.'),
  global_average_pool: call('Mean of each channel.', {}),
  flatten: call('An image becomes a row of numbers (height, width, channel).', {}),
  dropout: call(
    'Drops inputs at random, in training only.',
    {
      rate: field(
        quantity(['number', 'fraction'], { minimum: 0, below: 1 }),
        'Share dropped',
        ['0.2', '20 %'],
        required,
      ),
    },
    1,
  ),
  pad: call(
    'A border of zeros.',
    {
      size: field(
        shape({ rank: [2], square: true, minimum: 0 }),
        'Border above and below x left and right',
        '1 x 1',
        required,
      ),
    },
    1,
  ),
  residual: call('Layers whose result is added to their input; a shortcut { … } may stand beside them.', {}),
  repeat: call(
    'The same layers several times, each with weights of its own.',
    { count: field(count(1, 1000), 'How often', '3', required) },
    1,
  ),
} satisfies Readonly<Record<string, CallSpecification>>;

/** Layers that hold layers. */
export const containers: readonly string[] = ['residual', 'repeat', 'shortcut'];

/** Layers that may be mapped onto arrays. */
export const analogLayers: readonly string[] = ['dense', 'conv', 'depthwise_conv'];
