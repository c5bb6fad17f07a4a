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
  /** Where the files come from. */
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
    origin: 'The four MNIST files were published by Y. LeCun, C. Cortes and C. Burges.',
  },
  fashion_mnist: {
    shape: [28, 28, 1],
    classes: 10,
    trainImages: 60000,
    testImages: 10000,
    folder: 'fashion-mnist',
    origin:
      "The four Fashion-MNIST files are in data/fashion of Zalando Research's repository fashion-mnist on GitHub.",
  },
  cifar10: {
    shape: [32, 32, 3],
    classes: 10,
    trainImages: 50000,
    testImages: 10000,
    folder: 'cifar10',
    origin: 'The binary version of CIFAR-10 was published by A. Krizhevsky, University of Toronto.',
  },
} as const satisfies Readonly<Record<PresetName, PresetFacts>>;
