import { DIGIT_COUNTS } from './digits/draw.js';
import type { PresetName } from './source.js';

export interface PresetFacts {
  /** [height, width, channels]. */
  readonly shape: readonly [number, number, number];
  readonly classes: number;
  /** Counts of the published files; a folder may hold fewer batches of CIFAR-10. */
  readonly trainImages: number;
  readonly testImages: number;
  /** Folder within the data folder. */
  readonly folder?: string;
  /** Where the files come from, to put behind these words: an address, and who published them. */
  readonly origin?: string;
}

/** What is known of the `standard.*` data sets without reading a file. */
export const PRESETS = {
  digits: { shape: [28, 28, 1], classes: 10, trainImages: DIGIT_COUNTS.train, testImages: DIGIT_COUNTS.test },
  mnist: {
    shape: [28, 28, 1],
    classes: 10,
    trainImages: 60000,
    testImages: 10000,
    folder: 'mnist',
    origin: 'yann.lecun.com/exdb/mnist (Y. LeCun, C. Cortes, C. Burges: four files)',
  },
  fashion_mnist: {
    shape: [28, 28, 1],
    classes: 10,
    trainImages: 60000,
    testImages: 10000,
    folder: 'fashion-mnist',
    origin: 'github.com/zalandoresearch/fashion-mnist (Zalando Research: four files in data/fashion)',
  },
  cifar10: {
    shape: [32, 32, 3],
    classes: 10,
    trainImages: 50000,
    testImages: 10000,
    folder: 'cifar10',
    origin: 'www.cs.toronto.edu/~kriz/cifar.html (A. Krizhevsky: the binary version)',
  },
} as const satisfies Readonly<Record<PresetName, PresetFacts>>;
