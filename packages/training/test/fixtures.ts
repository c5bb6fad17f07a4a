import type { PlanNetwork, PlanTraining, TrainingEpoch } from '@kirchhoff/plan';
import { fold, key, normals } from '@kirchhoff/random';
import type { LabelledImages } from '../src/images.js';

/** Gaussian clusters around one random centre per class: [count, ...shape]. */
export function clusters(
  shape: readonly number[],
  classes: number,
  count: number,
  label: string,
): LabelledImages {
  const size = shape.reduce((a, b) => a * b, 1);
  const centres = new Float32Array(classes * size);
  normals(fold(key(7), 'centres'), centres.length, centres);
  const images = new Float32Array(count * size);
  normals(fold(key(7), label), images.length, images);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < size; j++)
      images[i * size + j] = 0.6 * images[i * size + j]! + centres[labels[i]! * size + j]!;
  return { images, labels, count };
}

export const dense: PlanNetwork = {
  nodes: [
    { op: 'input', name: 'input', inputs: [], shape: [4, 4, 1] },
    { op: 'flatten', name: 'flatten', inputs: ['input'], shape: [16] },
    { op: 'dense', name: 'fc1', inputs: ['flatten'], shape: [12], ordinal: 0, inputSize: 16, outputSize: 12 },
    { op: 'relu', name: 'fc1.relu', inputs: ['fc1'], shape: [12] },
    { op: 'dense', name: 'fc2', inputs: ['fc1.relu'], shape: [3], ordinal: 1, inputSize: 12, outputSize: 3 },
    { op: 'softmax', name: 'fc2.softmax', inputs: ['fc2'], shape: [3] },
  ],
  source: null,
  weights: null,
};

export const convolutional: PlanNetwork = {
  nodes: [
    { op: 'input', name: 'input', inputs: [], shape: [8, 8, 2] },
    {
      op: 'conv',
      name: 'c1',
      inputs: ['input'],
      shape: [8, 8, 4],
      ordinal: 0,
      size: [3, 3],
      stride: [1, 1],
      padding: [1, 1, 1, 1],
      dilation: [1, 1],
      groups: 1,
      inputChannels: 2,
      outputChannels: 4,
    },
    { op: 'relu', name: 'c1.relu', inputs: ['c1'], shape: [8, 8, 4] },
    {
      op: 'max_pool',
      name: 'p1',
      inputs: ['c1.relu'],
      shape: [4, 4, 4],
      size: [2, 2],
      stride: [2, 2],
      padding: [0, 0, 0, 0],
    },
    { op: 'flatten', name: 'flatten', inputs: ['p1'], shape: [64] },
    { op: 'dropout', name: 'drop', inputs: ['flatten'], shape: [64], rate: 0.1 },
    { op: 'dense', name: 'fc', inputs: ['drop'], shape: [3], ordinal: 1, inputSize: 64, outputSize: 3 },
  ],
  source: null,
  weights: null,
};

export const job: PlanTraining = {
  network: 'n',
  data: 'd',
  epochs: 3,
  batch: 16,
  optimizer: { kind: 'adam' },
  learningRate: { kind: 'constant', rate: 0.01, warmUp: 0 },
  weightDecay: 0,
  clipGradients: null,
  clipWeights: null,
  augment: null,
  startFrom: null,
  stopWhen: null,
  seed: 1,
  repeats: 1,
  recalibrateBatchNorm: false,
  learnRanges: false,
  inject: null,
};

export const epochOf = (parts: Partial<TrainingEpoch>): TrainingEpoch => ({
  training: 't',
  repeat: 0,
  epoch: 1,
  learningRate: 0.01,
  trainingLoss: 1,
  trainingAccuracy: 0.5,
  testLoss: 1,
  testAccuracy: 0.5,
  gradientNorm: 1,
  noiseStrength: 0,
  layers: {},
  ...parts,
});

/** A network of a convolution, its batch normalisation, a depthwise convolution with its own, and a dense layer. */
export const normalised: PlanNetwork = {
  nodes: [
    { op: 'input', name: 'input', inputs: [], shape: [6, 6, 2] },
    {
      op: 'conv',
      name: 'c1',
      inputs: ['input'],
      shape: [6, 6, 4],
      ordinal: 0,
      size: [3, 3],
      stride: [1, 1],
      padding: [1, 1, 1, 1],
      dilation: [1, 1],
      groups: 1,
      inputChannels: 2,
      outputChannels: 4,
    },
    {
      op: 'batch_norm',
      name: 'b1',
      inputs: ['c1'],
      shape: [6, 6, 4],
      epsilon: 1e-3,
      momentum: 0.9,
      into: 'c1',
    },
    { op: 'relu', name: 'r1', inputs: ['b1'], shape: [6, 6, 4] },
    {
      op: 'conv',
      name: 'c2',
      inputs: ['r1'],
      shape: [4, 4, 4],
      ordinal: 1,
      size: [3, 3],
      stride: [1, 1],
      padding: [0, 0, 0, 0],
      dilation: [1, 1],
      groups: 4,
      inputChannels: 4,
      outputChannels: 4,
    },
    {
      op: 'batch_norm',
      name: 'b2',
      inputs: ['c2'],
      shape: [4, 4, 4],
      epsilon: 1e-3,
      momentum: 0.9,
      into: 'c2',
    },
    { op: 'relu', name: 'r2', inputs: ['b2'], shape: [4, 4, 4] },
    { op: 'global_average_pool', name: 'g', inputs: ['r2'], shape: [4] },
    { op: 'dense', name: 'fc', inputs: ['g'], shape: [3], ordinal: 2, inputSize: 4, outputSize: 3 },
  ],
  source: null,
  weights: null,
};
