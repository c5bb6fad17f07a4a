import type { Page } from '../codes.js';

/** Pages of K6xx: files. */
export const filePages = {
  K601: {
    title: 'The study was not found',
    text: `The file named on the command line does not exist. Names are relative to the current folder.`,
  },
  K602: {
    title: 'The file cannot be read',
    text: `The file is a folder, or the system does not permit reading it.`,
  },
  K603: {
    title: 'A file that the study names was not found',
    text: `File names in a study are looked up beside the file that writes them, then in the folder for models (--models or
KIRCHHOFF_MODELS) or data (--data or KIRCHHOFF_DATA).`,
  },
  K604: {
    title: 'The data set was not found',
    text: `MNIST, Fashion-MNIST and CIFAR-10 are read from a folder named with --data or KIRCHHOFF_DATA:
  mnist/          train-images-idx3-ubyte[.gz]  train-labels-idx1-ubyte[.gz]  t10k-images-idx3-ubyte[.gz]  t10k-labels-idx1-ubyte[.gz]
  fashion-mnist/  the same four names
  cifar10/        data_batch_*.bin[.gz]  test_batch.bin[.gz]
The digits of standard.digits are drawn by the program and need no files.`,
  },
  K605: {
    title: 'A broken file',
    text: `The file does not have the form that its kind requires: it may be truncated, larger than its header says, or of
another kind. Sizes are checked before anything is read into memory.`,
  },
  K606: {
    title: 'The folder holds another study',
    text: `A run writes its results into the folder named with --out. A folder that holds the results of another study is left
alone, unless --force says otherwise.`,
  },
  K607: {
    title: 'The disk is full',
    text: `Nothing half-written stays behind. Free some space and give the same command again.`,
  },
  K608: {
    title: 'Weights that do not fit the network',
    text: `Dense weights are [inputs x outputs], convolutions [height x width x channels in x channels out], biases [outputs];
the arrays of an NPZ file are named <layer>.weights and <layer>.bias.`,
  },
  K609: {
    title: 'Data that are not those published',
    text: `A warning, recorded with the results: a file is not the one that most papers used. It may be a part of it, or a copy that
was compressed again with other pixels. Numbers may differ from published ones.`,
  },
  K610: {
    title: 'The file cannot be written',
    text: `The folder does not exist, or the system does not permit writing there.`,
  },
  K611: {
    title: 'Operators that cannot be executed',
    text: `A network file may hold any operator; what classifies images is executed: dense and convolutional layers (also in groups
and dilated), batch normalisation, pooling, the activations of the language, add, concat, pad, slice, mean, multiplication and
addition of constants, flatten, reshape and transpose. The report names every other operator with its node, and why a known
operator cannot be executed as it is asked for.`,
  },
} as const satisfies Readonly<Record<`K6${string}`, Page>>;
