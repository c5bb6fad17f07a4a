import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ImportedNetwork, readKeras, readNpy, readOnnx, readTfjs } from '@kirchhoff/formats';
import type { Normalise } from '@kirchhoff/datasets';

export const shared = join(import.meta.dirname, '../../../../shared');
const folder = join(shared, 'models');

/** A network of ../shared/models, what its README says of it, and how its images are prepared. */
export interface Model {
  readonly name: string;
  readonly file: string;
  readonly data: 'mnist' | 'fashion_mnist' | 'cifar10';
  /** Of the 10,000 test images [%], as the README says. */
  readonly accuracy: number;
  /** Of the first `images` test images, measured together with the accuracy of all. */
  readonly correct: number;
  readonly images: number;
  readonly normalise: Normalise | 'mean image';
  /** The reference stops before the softmax at the end of the file. */
  readonly logits: boolean;
}

const imagenet: Normalise = {
  kind: 'standard',
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
};
const unit: Normalise = { kind: 'unit' };
const none: Normalise = { kind: 'none' };

const row = (
  name: string,
  ending: string,
  rest: Pick<Model, 'data' | 'normalise'>,
  [accuracy, correct, images]: readonly [number, number, number],
): Model => ({
  ...rest,
  name,
  accuracy,
  correct,
  images,
  file: name.replace(/mlperftiny-onnx$/, 'mlperftiny') + ending,
  logits: ending !== '.onnx',
});

export const models: readonly Model[] = [
  row('cifar10-resnet20-akamaster', '.onnx', { data: 'cifar10', normalise: imagenet }, [91.73, 274, 300]),
  row(
    'cifar10-resnet20-akamaster-folded',
    '.onnx',
    { data: 'cifar10', normalise: imagenet },
    [91.73, 274, 300],
  ),
  row(
    'cifar10-resnet14-crosssim-torch',
    '.onnx',
    { data: 'cifar10', normalise: imagenet },
    [89.65, 271, 300],
  ),
  row(
    'cifar10-resnet20v1-crosssim-keras',
    '.h5',
    { data: 'cifar10', normalise: 'mean image' },
    [91.3, 280, 300],
  ),
  row('cifar10-resnet8-mlperftiny', '.h5', { data: 'cifar10', normalise: none }, [87.21, 445, 500]),
  row('cifar10-resnet8-mlperftiny-onnx', '.onnx', { data: 'cifar10', normalise: none }, [87.21, 445, 500]),
  row('mnist-cnn-onnxzoo-opset1', '.onnx', { data: 'mnist', normalise: none }, [98.91, 987, 1000]),
  row('mnist-8-onnxzoo', '.onnx', { data: 'mnist', normalise: none }, [98.91, 987, 1000]),
  row('mnist-lenet5-ccoltong', '.onnx', { data: 'mnist', normalise: unit }, [99.05, 987, 1000]),
  row('mnist-mlp6-ccoltong', '.onnx', { data: 'mnist', normalise: unit }, [95.79, 952, 1000]),
  row('fashion-mnist-cnn-edwin19', '.onnx', { data: 'fashion_mnist', normalise: unit }, [90.15, 907, 1000]),
  row('mnist-cnn-hcaroe-tfjs', '/model.json', { data: 'mnist', normalise: unit }, [99.08, 988, 1000]),
  row('mnist-mlp-shocoman-tfjs', '/model.json', { data: 'mnist', normalise: unit }, [98.33, 980, 1000]),
];

export const present = existsSync(join(folder, 'README.md'));

/** `describe` where ../shared/models is, else `describe.skip` with a word. */
export function describeModels(title: string, tests: () => void): void {
  if (present) describe(title, tests);
  else describe.skip(`${title} (skipped: ../shared/models is not there)`, tests);
}

export const modelBytes = (file: string): Uint8Array => readFileSync(join(folder, file));

/** Reads a network file of ../shared/models. */
export function importModel(file: string): ImportedNetwork {
  if (file.endsWith('.onnx')) return readOnnx(modelBytes(file));
  if (file.endsWith('.h5')) return readKeras(modelBytes(file));
  return readTfjs(modelBytes(file), (name) => modelBytes(join(file, '..', name)));
}

/** Reference outputs of the first 16 test images, 10 to a row. */
export const expectedOutputs = (name: string): Float32Array =>
  Float32Array.from(readNpy(modelBytes(`${name}.expected16.npy`)).data);
