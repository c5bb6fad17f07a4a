import type { Chip, Experiment, Layer, Network, Training } from '@kirchhoff/model';
import { someLayer } from './layers.js';

/** Blocks of the model that a feature can belong to. */
export interface Subjects {
  readonly chip: Chip;
  readonly network: Network;
  readonly train: Training;
  readonly experiment: Experiment;
}

interface FeatureOf<K extends keyof Subjects> {
  readonly of: K;
  /** The word of the language. */
  readonly field: string;
  readonly what: string;
  readonly uses: (subject: Subjects[K]) => boolean;
}

/** What a study can say and this version cannot execute. */
export type Feature = { readonly [K in keyof Subjects]: FeatureOf<K> }[keyof Subjects];

const feature = <K extends keyof Subjects>(
  of: K,
  field: string,
  what: string,
  uses: (subject: Subjects[K]) => boolean,
): FeatureOf<K> => ({ of, field, what, uses });

const above0 = (quantity: { readonly value: number } | undefined): boolean => (quantity?.value ?? 0) > 0;

/** Convolutions that the training engine has no gradient for. */
const inGroups = (layer: Layer): boolean =>
  layer.kind === 'depthwise_conv' || (layer.kind === 'conv' && layer.groups.value > 1);
const dilated = (layer: Layer): boolean =>
  (layer.kind === 'depthwise_conv' || layer.kind === 'conv') && layer.dilation.some((step) => step > 1);

/** Everything that is planned but refused when it should run, by name. What a version learns to execute loses its line. */
export const features: readonly Feature[] = [
  feature('train', 'optimizer = adamw', 'adamw', ({ optimizer }) => optimizer.kind === 'adamw'),
  feature('train', 'weight_decay', 'weight decay', ({ weightDecay }) => above0(weightDecay)),
  feature('train', 'clip_gradients', 'gradient clipping', ({ clipGradients }) => clipGradients !== undefined),
  feature('train', 'clip_weights', 'weight clipping', ({ clipWeights }) => clipWeights !== undefined),
  feature('train', 'augment', 'augmentation', ({ augment }) => augment !== undefined),
  feature('train', 'start_from', 'fine-tuning', ({ startFrom }) => startFrom !== undefined),
  feature('train', 'stop_when', 'early stopping', ({ stopWhen }) => stopWhen !== undefined),
  feature('train', 'inject', 'injected variation', ({ inject }) => inject !== undefined),
  feature('train', 'learn_ranges', 'learning of ranges', ({ learnRanges }) => learnRanges),
  feature(
    'train',
    'recalibrate_batch_norm',
    'recalibration of batch normalisation',
    (train) => train.recalibrateBatchNorm,
  ),
  feature(
    'train',
    'source',
    'training of an imported network',
    ({ network }) => network.source.kind !== 'layers',
  ),
  feature('train', 'batch_norm', 'training of batch normalisation', ({ network }) =>
    someLayer(({ kind }) => kind === 'batch_norm')(network),
  ),
  feature('train', 'groups', 'training of a convolution in groups', ({ network }) =>
    someLayer(inGroups)(network),
  ),
  feature('train', 'dilation', 'training of a dilated convolution', ({ network }) =>
    someLayer(dilated)(network),
  ),
  feature(
    'experiment',
    'until',
    'a precision to stop at within an inverse question',
    ({ until, finds }) => finds.length > 0 && until !== undefined,
  ),
];
