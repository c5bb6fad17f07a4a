import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Dataset, ImageSet } from '../src/index.js';
import { loadDataset, loadMeanImage, normalise } from '../src/index.js';
import { describeWith, sharedFiles } from './sharedFolder.js';

const classCounts = ({ labels }: ImageSet): readonly number[] => {
  const counts = Array<number>(10).fill(0);
  labels.forEach((label) => counts[label]++);
  return counts;
};

/** Mean of the normalised training images: of 8-bit sums, so that it is exact. */
function trainMean({ train, shape }: Dataset): number {
  if (!train) return NaN;
  const histogram = new Float64Array(256);
  const { images } = train;
  for (let i = 0; i < images.length; i++) histogram[images[i]]++;
  const inputs = normalise(
    Uint8Array.from({ length: 256 }, (_, i) => i),
    [1, 1, shape[2]],
    { kind: 'unit' },
  );
  return inputs.reduce((sum, value, byte) => sum + value * histogram[byte], 0) / images.length;
}

describeWith('mnist')('standard.mnist', () => {
  it('has the published counts and checksums', async () => {
    const data = await loadDataset({ source: { kind: 'mnist' } }, sharedFiles);
    expect(data).toMatchObject({ name: 'mnist', shape: [28, 28, 1], classes: 10, warnings: [] });
    expect(data.train && classCounts(data.train)).toEqual([
      5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]);
    expect(classCounts(data.test)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    expect(trainMean(data)).toBeCloseTo(0.1307, 4);
  });

  it('reads the test part alone, and the first images', async () => {
    const spec = { source: { kind: 'mnist' }, testImages: 100 } as const;
    const data = await loadDataset(spec, sharedFiles, { train: false });
    expect(data.train).toBeUndefined();
    expect(data.test.count).toBe(100);
    expect(data.test.images).toHaveLength(78400);
    expect([...data.test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
  });
});

describeWith('fashion-mnist')('standard.fashion_mnist', () => {
  it('has the published counts and checksums', async () => {
    const data = await loadDataset({ source: { kind: 'fashion_mnist' } }, sharedFiles);
    expect(data.warnings).toEqual([]);
    expect(data.train && classCounts(data.train)).toEqual(Array(10).fill(6000));
    expect(classCounts(data.test)).toEqual(Array(10).fill(1000));
    expect(trainMean(data)).toBeCloseTo(0.286, 4);
  });
});

describeWith('cifar10')('standard.cifar10', () => {
  it('reads the batches that are there and records what is not as published', async () => {
    const data = await loadDataset({ source: { kind: 'cifar10' } }, sharedFiles);
    expect(data).toMatchObject({ shape: [32, 32, 3], classes: 10 });
    expect(classCounts(data.test)).toEqual(Array(10).fill(1000));
    const train = data.train;
    expect(train && classCounts({ ...train, labels: train.labels.subarray(0, 10000) })).toEqual([
      1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981,
    ]);
    expect(train?.count).toBe(19000);
    expect(data.warnings).toHaveLength(2);
    expect(data.warnings.join(' ')).toContain('holds 9,000 images');
    expect(data.warnings.join(' ')).toContain('20 of its 10,000 images');
  });

  it('reads no more batches than needed', async () => {
    const data = await loadDataset({ source: { kind: 'cifar10' }, trainImages: 500 }, sharedFiles);
    expect(data.train?.count).toBe(500);
    expect(data.warnings).toHaveLength(1);
  });
});

describeWith('optdigits')('CSV without headings', () => {
  it('reads 8 × 8 digits', async () => {
    const file = { name: 'optdigits/optdigits.tes' };
    const part = { images: { kind: 'csv', file }, labels: { kind: 'csv', file, column: '65' } } as const;
    const data = await loadDataset({ source: { kind: 'files', test: part } }, sharedFiles);
    expect(data).toMatchObject({ shape: [8, 8, 1], classes: 10 });
    expect(classCounts(data.test)).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  });
});

describeWith('../models')('the mean image of CIFAR-10', () => {
  it('is turned from planes into pixels', async () => {
    const name = '../models/cifar10-train-mean-image-chw-div255.npy';
    const mean = await loadMeanImage(name, [32, 32, 3], sharedFiles);
    const file = readFileSync(resolve(import.meta.dirname, '../../../../shared/data', name));
    const plane = file.length - 4 * 3072;
    expect(mean[3 * 33 + 2]).toBe(file.readFloatLE(plane + 4 * (2 * 1024 + 33)));
    expect(mean[0]).toBeCloseTo(0.5126, 4);
  });
});
