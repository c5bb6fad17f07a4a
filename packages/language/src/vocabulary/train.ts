import {
  block,
  call,
  calls,
  count,
  either,
  field,
  flag,
  nested,
  number,
  oneOrMore,
  percentage,
  quantity,
  required,
  file,
  words,
} from './constructors.js';
import type { BlockSpecification, Fields } from './specification.js';

const rate = number({
  above: 0,
  plausible: { between: { number: ['1e-8', '10'] }, of: 'a learning rate', usually: 'rates are' },
});
const epochs = quantity('epochs', { minimum: 0 });
const warmUp = field(epochs, 'Epochs over which the rate rises from 0', '3 epochs');
const start = field(rate, 'First learning rate', '1e-3', required);
const end = field(number({ minimum: 0 }), 'Last learning rate', '1e-5', { default: '0' });
const steps = {
  start,
  factor: field(number({ above: 0, maximum: 1 }), 'The rate is multiplied by this', '0.1', required),
  every: field(quantity('epochs', { above: 0 }), 'How often', '10 epochs', required),
  warm_up: warmUp,
};
const ramp = { start, end, warm_up: warmUp };

const schedules = calls({
  constant: call(
    'The same rate throughout.',
    { rate: field(rate, 'Learning rate', '1e-3', required), warm_up: warmUp },
    1,
  ),
  step: call('The rate falls by a factor every few epochs.', steps),
  exponential: call('The rate falls smoothly, by a factor every few epochs.', steps),
  linear: call('The rate falls along a line.', ramp),
  cosine: call('The rate falls along half a cosine.', ramp),
  one_cycle: call(
    'The rate rises to a peak and falls again.',
    {
      peak: field(rate, 'Largest rate', '1e-2', required),
      start: field(rate, 'First rate', '1e-4'),
      end: field(number({ minimum: 0 }), 'Last rate', '1e-6'),
      warm_up: warmUp,
    },
    1,
  ),
});

const decay = number({ minimum: 0 });

const optimizers = calls({
  adam: call('Adam.', {}),
  sgd: call('Stochastic gradient descent.', {
    momentum: field(number({ minimum: 0, below: 1 }), 'Share of the last step that is kept', '0.9', {
      default: '0',
    }),
    nesterov: field(flag, 'Look ahead along the momentum', 'yes', { default: 'no' }),
  }),
  adamw: call('Adam with decoupled weight decay.', {
    weight_decay: field(decay, 'Weight decay per step', '1e-2'),
  }),
});

const laws = calls({
  additive: call(
    'Gaussian noise on every weight.',
    { sigma: field(percentage(['max_weight']), 'Spread of the noise', '5 % of max_weight', required) },
    1,
  ),
  multiplicative: call(
    'Gaussian noise in proportion to the weight.',
    {
      sigma: field(
        quantity(['fraction', 'number'], { minimum: 0 }),
        'Relative spread of the noise',
        '5 %',
        required,
      ),
    },
    1,
  ),
});

const effects = words({
  programming_variation: 'the device’s spread through the chip’s own mapping',
  tiles: 'partial sums per tile',
  adc: 'conversion of partial sums',
  inputs: 'rounding of activations',
  read_noise: 'noise drawn at every read',
  stuck_cells: 'cells that ignore programming',
  wire_resistance: 'voltage lost along the wires',
});

const inject = {
  chip: field(block('chip'), 'Chip whose statistics are applied', 'pilot'),
  effects: field(oneOrMore(effects), 'Effects in the forward pass', '[programming_variation, adc]', {
    default: '[programming_variation]',
  }),
  strength: field(number({ minimum: 0 }), 'Times the chip’s own sigma', '1.0', { default: '1' }),
  redraw: field(
    words({ every_batch: 'once per batch', every_sample: 'for every image', every_epoch: 'once per epoch' }),
    'When a new chip is drawn',
    'every_batch',
    { default: 'every_batch' },
  ),
  from_epoch: field(count(1), 'First epoch with injection', '1', { default: '1' }),
  ramp: field(epochs, 'Epochs over which the strength rises', '5 epochs'),
  law: field(laws, 'A plain law in place of the chip’s mapping', 'additive(sigma = 5 % of max_weight)'),
};

const augment = {
  shift: field(count(0), 'Random shift by up to so many pixels', '2'),
  flip: field(flag, 'Random mirror image', 'yes'),
  crop: field(count(0), 'Border added before a random crop, in pixels', '4'),
};

const startFrom = calls({
  npz: call('Weights of a NumPy archive.', { file: field(file, 'File name', '"weights.npz"', required) }, 1),
});

const fields = {
  network: field(block('network'), 'Network to train', 'mlp', required),
  data: field(block('data'), 'Images to train on', 'mnist', required),
  epochs: field(count(1, 100_000), 'Passes over the training images', '10', { default: '10' }),
  batch: field(count(1), 'Images per step', '128', { default: '128' }),
  optimizer: field(optimizers, 'How a gradient becomes a step', ['adam', 'sgd(momentum = 0.9)'], {
    default: 'adam',
  }),
  learning_rate: field(
    schedules,
    'Size of the steps over time',
    ['constant(1e-3)', 'cosine(start = 1e-3, end = 1e-5)'],
    {
      default: 'constant(1e-3)',
    },
  ),
  weight_decay: field(decay, 'Pull of the weights towards 0', '1e-4'),
  clip_gradients: field(number({ above: 0 }), 'Largest length of a gradient', '1'),
  clip_weights: field(
    quantity('sigma', { above: 0 }),
    'Largest weight, in standard deviations of its layer',
    '2.5 sigma',
  ),
  augment: field(
    nested('augment', 'Random changes to the training images.', augment),
    'Random changes to the training images',
    'augment { shift = 2, flip = yes }',
  ),
  start_from: field(
    either(block('network'), startFrom),
    'Trained network or weights to start from',
    'resnet20',
  ),
  stop_when: field(
    calls({
      no_improvement: call(
        'Stop when the test loss has not improved for some epochs.',
        {
          patience: field(quantity('epochs', { above: 0 }), 'Epochs to wait', '5 epochs', {
            default: '5 epochs',
          }),
        },
        1,
      ),
    }),
    'When to stop before the last epoch',
    'no_improvement(patience = 5 epochs)',
  ),
  repeats: field(count(1, 10_000), 'Independent trainings', '3', { default: '1' }),
  seed: field(count(0), 'Seed of initial weights and shuffling', '1', { default: '1' }),
  recalibrate_batch_norm: field(flag, 'Take the batch statistics anew after training', 'yes', {
    default: 'no',
  }),
  learn_ranges: field(
    flag,
    'Learn the ranges of inputs and converters that are injected and else calibrated',
    'yes',
    { default: 'no' },
  ),
  inject: field(
    nested('inject', 'Training with the chip’s statistics applied.', inject),
    'Variation-aware training',
    'inject { chip = pilot }',
  ),
} satisfies Fields;

/** `train`: how weights are made (language.md section 7). */
export const train = {
  word: 'train',
  text: 'How the weights of a network are made.',
  fields,
} as const satisfies BlockSpecification;
