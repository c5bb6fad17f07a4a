import {
  block,
  count,
  field,
  flag,
  oneOrMore,
  percentage,
  repeatable,
  required,
  words,
} from './constructors.js';
import { metricWords } from './metrics.js';
import type { BlockSpecification } from './specification.js';

const fields = {
  train: field(block('train'), 'Training that makes the weights', 'plain', { excludes: ['network', 'data'] }),
  network: field(block('network'), 'Trained network, where there is no training', 'resnet20', {
    excludes: ['train'],
  }),
  data: field(block('data'), 'Images to test on, where there is no training', 'cifar10', {
    excludes: ['train'],
  }),
  chip: field(block('chip'), 'Hardware the network runs on', 'pilot', required),
  keep_digital: field(
    oneOrMore({ later: 'layer' }),
    'Layers that stay in software: names, first_layer, last_layer',
    '[first_layer, last_layer]',
    { default: '[]' },
  ),
  analog: field(
    { later: 'layer' },
    'Layers on the chip, the others in software: all_layers, or one layer',
    'fc1',
    {
      default: 'all_layers',
    },
  ),
  vary: field({ later: 'layer' }, 'Layers whose cells vary: all_layers, or one layer', 'fc1', {
    default: 'all_layers',
  }),
  trials: field(
    { extent: { dimensions: ['number'], integer: true, minimum: 1, maximum: 10_000_000 } },
    'Number of chips drawn, fixed or from … to',
    ['100', '20 to 400'],
    { default: '100' },
  ),
  confidence: field(
    percentage(undefined, { minimum: undefined, above: 0.5, maximum: undefined, below: 1 }),
    'Confidence of intervals and verdicts',
    '95 %',
    {
      default: '95 %',
    },
  ),
  seed: field(count(0), 'Seed of the chips', '1', { default: '1' }),
  compare_to: field(
    words({ software: 'the float32 network', ideal_chip: 'the same chip with ideal cells and converter' }),
    'Baseline of accuracy_loss',
    'ideal_chip',
    { default: 'software' },
  ),
  seed_per_point: field(flag, 'Draw other chips at every point of a sweep', 'yes', { default: 'no' }),
  metrics: field(
    oneOrMore(words(metricWords)),
    'What every trial records beside accuracy, accuracy_loss, cross_entropy and agreement',
    '[signal_to_error, clipped_share]',
  ),
};

/** `experiment`: which chips are drawn, what is swept and what is asked (language.md section 7). */
export const experiment = {
  word: 'experiment',
  text: 'A network on a chip: what is swept, how many chips are drawn, what is asked.',
  fields,
  repeated: {
    sweep: repeatable(
      'sweep',
      'Each line is one axis; all combinations are run. sweep together { … } walks its lines in step.',
      {},
    ),
  },
  questions: true,
} as const satisfies BlockSpecification;
