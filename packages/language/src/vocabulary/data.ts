import {
  call,
  calls,
  count,
  either,
  field,
  file,
  list,
  nested,
  number,
  required,
  text,
} from './constructors.js';
import type { BlockSpecification } from './specification.js';

const arrayFile = {
  idx: call(
    'An IDX file, plain or .gz.',
    { file: field(file, 'File name', '"train-images-idx3-ubyte.gz"', required) },
    1,
  ),
  npy: call('A NumPy array.', { file: field(file, 'File name', '"images.npy"', required) }, 1),
  npz: call(
    'One array of a NumPy archive.',
    {
      file: field(file, 'File name', '"images.npz"', required),
      key: field(text, 'Name of the array', '"images"', required),
    },
    2,
  ),
  csv: call(
    'A CSV file, one image or label per line.',
    {
      file: field(file, 'File name', '"labels.csv"', required),
      column: field(text, 'Name of the column', '"label"'),
    },
    1,
  ),
};

const files = {
  images: field(calls(arrayFile), 'File of the images', 'idx("train-images-idx3-ubyte.gz")', required),
  labels: field(calls(arrayFile), 'File of the labels', 'idx("train-labels-idx1-ubyte.gz")', required),
};

const source = calls({
  digits: call(
    'Handwritten-like digits drawn by the program itself, 28 x 28, 12,000 for training and 2,000 for testing.',
    {},
  ),
  mnist: call('The MNIST files in folder mnist/ of the data folder.', {}),
  fashion_mnist: call('The Fashion-MNIST files in folder fashion-mnist/ of the data folder.', {}),
  cifar10: call(
    'The binary CIFAR-10 files in folder cifar10/ of the data folder, or in the folder named.',
    { folder: field(file, 'Folder of the batches', '"cifar10"') },
    1,
  ),
});

const perChannel = list(number());
const npyOnly = { npy: arrayFile.npy };

const normalise = calls({
  unit: call('Bytes become 0 to 1.', {}),
  none: call('Numbers stay as they are.', {}),
  standard: call('0 to 1, then minus the mean, divided by the deviation, per channel.', {
    mean: field(
      either(perChannel, calls(npyOnly)),
      'Mean of each channel, or an array file',
      '[0.485, 0.456, 0.406]',
      required,
    ),
    deviation: field(
      list(number({ above: 0 })),
      'Standard deviation of each channel',
      '[0.229, 0.224, 0.225]',
      required,
    ),
  }),
});

const images = (sentence: string, example: string) => field(count(1), sentence, example);

const fields = {
  source: field(source, 'A data set the program knows', ['digits', 'mnist', 'cifar10("folder")'], {
    excludes: ['train', 'test'],
  }),
  train: field(
    nested('train', 'Files for training and calibration.', files),
    'Training images and labels',
    'train { images = idx("a"), labels = idx("b") }',
    {
      excludes: ['source'],
    },
  ),
  test: field(
    nested('test', 'Files for testing.', files),
    'Test images and labels',
    'test { images = idx("a"), labels = idx("b") }',
    {
      excludes: ['source'],
    },
  ),
  folder: field(text, 'Folder in which the file names of this block lie', '"my-images"'),
  classes: field(count(2, 100_000), 'Number of classes; counted from the labels where not given', '10'),
  train_images: images('Use only so many training images, from the first', '10000'),
  test_images: images('Use only so many test images, from the first', '2000'),
  calibration_images: field(count(1), 'Training images that set the ranges of inputs and converters', '500', {
    default: '500',
  }),
  normalise: field(normalise, 'What happens to pixels before the network', 'unit', { default: 'unit' }),
};

/** `data`: images and labels (language.md section 7). */
export const data = {
  word: 'data',
  text: 'Images and labels for training, calibration and testing.',
  fields,
} as const satisfies BlockSpecification;
