import { createHash } from 'node:crypto';
import type { ImageSet } from '../src/index.js';
import { DIGIT_COUNTS, drawDigits, loadDataset, normalise } from '../src/index.js';
import { memoryReader } from './memoryReader.js';
import { accuracyOf, fitSoftmax } from './softmaxRegression.js';
import { startProcessor } from '../../../test/processor/seconds.js';

const hash = (bytes: Uint8Array | Float32Array | Int32Array): string =>
  createHash('sha256').update(bytes).digest('hex');

describe('standard.digits', () => {
  const stop = startProcessor();
  const train = drawDigits('train');
  const test = drawDigits('test');
  const seconds = stop();

  it('has the same bytes on every machine', () => {
    expect(hash(train.images.subarray(0, 78400))).toBe(
      'dec8a3d722710f91d855b9797c97a0b6ad8b61c884531083dabad75d3fb0a1a5',
    );
    expect(hash(train.images)).toBe('8e2add3e0ff109e44ea1516187c26894660e2b10e956e786f90e370cc7ecc3b8');
    expect(hash(train.labels)).toBe('a0d188df9d74b9f7df09606c45878cd460ad82afffc3ba211e9b59748096784c');
    expect(hash(test.images)).toBe('929e41503f4b49678343959fd928659f30338d49e8d31f3e7ad57eb541a9dfc1');
    expect(hash(test.labels)).toBe('7352e5a0e4f5e83d5f9005994c2f9148cab4b4b5b70ea32cd70f9bedbf49b3ba');
  });

  it('is drawn within seconds', () => {
    expect(seconds).toBeLessThan(6);
  });

  it.each([
    ['train', train],
    ['test', test],
  ])('has ten balanced classes in random order: %s', (part, set) => {
    const counts = Array<number>(10).fill(0);
    set.labels.forEach((label) => counts[label]++);
    expect(set.count).toBe(DIGIT_COUNTS[part as 'train' | 'test']);
    expect(counts).toEqual(Array(10).fill(set.count / 10));
    expect(new Set(set.labels.subarray(0, 100)).size).toBe(10);
  });

  it('begins with the same images whatever the count', () => {
    const first = drawDigits('test', 50);
    expect(first.count).toBe(50);
    expect(hash(first.images)).toBe(hash(test.images.subarray(0, 50 * 784)));
  });

  it('repeats no image', () => {
    const seen = new Set<string>();
    for (const { images, count } of [train, test])
      for (let i = 0; i < count; i += 5) seen.add(hash(images.subarray(i * 784, (i + 1) * 784)));
    expect(seen.size).toBe(2800);
  });

  it('loads as a data set without files', async () => {
    const spec = { source: { kind: 'digits' }, trainImages: 30, testImages: 10 } as const;
    const data = await loadDataset(spec, memoryReader({}));
    expect(data).toMatchObject({ name: 'digits', shape: [28, 28, 1], classes: 10, warnings: [] });
    expect([data.train?.count, data.test.count]).toEqual([30, 10]);
    const tooMany = loadDataset({ ...spec, testImages: 2001 }, memoryReader({}));
    await expect(tooMany).rejects.toThrow('has 2,000 images, but 2,001 are asked for');
  });

  it('keeps a linear classifier below 95 %', () => {
    const inputs = ({ images, ...rest }: ImageSet) => ({
      ...rest,
      images: normalise(images, [28, 28, 1], { kind: 'unit' }),
    });
    const accuracy = accuracyOf(fitSoftmax(inputs(train), 8), inputs(test));
    expect(accuracy).toBeGreaterThan(0.85);
    expect(accuracy).toBeLessThan(0.95);
  });
});
