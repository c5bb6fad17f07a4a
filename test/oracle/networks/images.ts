import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataReader, loadDataset, loadMeanImage, normalise } from '@kirchhoff/datasets';
import { type Model, shared } from './models.js';

const folder = join(shared, 'data');

const reader: DataReader = {
  read: (name) => readFile(join(folder, name)).catch(() => undefined),
  list: (name) => readdir(join(folder, name)).catch(() => undefined),
  searched: (name) => [join(folder, name)],
};

/** The first test images of a model's data, prepared as the model needs them, and their labels. */
export async function testImages(
  { data, normalise: how }: Model,
  count: number,
): Promise<{ readonly images: Float32Array; readonly labels: ArrayLike<number> }> {
  const { test, shape } = await loadDataset({ source: { kind: data }, testImages: count }, reader, {
    train: false,
  });
  const mean = join('..', 'models', 'cifar10-train-mean-image-chw-div255.npy');
  const rule =
    how === 'mean image'
      ? { kind: 'mean_image' as const, mean: await loadMeanImage(mean, shape, reader), deviation: [1, 1, 1] }
      : how;
  return { images: normalise(test.images, shape, rule), labels: test.labels };
}
