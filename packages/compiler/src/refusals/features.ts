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

/** Convolutions that the training engine has no gradient for. */
const dilated = (layer: Layer): boolean =>
  (layer.kind === 'depthwise_conv' || layer.kind === 'conv') && layer.dilation.some((step) => step > 1);

/** Everything that is planned but refused when it should run, by name. What a version learns to execute loses its line. */
export const features: readonly Feature[] = [
  feature('train', 'table(…)', 'injection of a measured table', ({ inject }) =>
    [inject?.chip?.device.programmingVariation, inject?.chip?.device.readNoise].some(
      (law) => law?.kind === 'table',
    ),
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
