import { FormatError, writeNpy, writeNpz } from '@kirchhoff/formats';
import type { DataSpec } from '../src/index.js';
import { loadDataset } from '../src/index.js';
import { failureOf } from './failureOf.js';
import { memoryReader } from './memoryReader.js';
import { cifar, idx, smallMnist, text } from './samples.js';

const mnist: DataSpec = { source: { kind: 'mnist' } };
const cifar10: DataSpec = { source: { kind: 'cifar10' } };
const files = (kind: 'idx' | 'npy', images: string, labels: string): DataSpec => ({
  source: {
    kind: 'files',
    test: { images: { kind, file: { name: images } }, labels: { kind, file: { name: labels } } },
  },
});

describe('MNIST layout', () => {
  const small = smallMnist('mnist', 30, 20);

  it('reads the four files and records that they are not the published ones', async () => {
    const data = await loadDataset(mnist, memoryReader(small));
    expect(data.train?.count).toBe(30);
    expect(data.test.images).toHaveLength(20 * 784);
    expect(data.warnings).toHaveLength(4);
    expect(data.warnings[0]).toMatch(
      /^mnist\/train-images-idx3-ubyte is not the published file: the SHA-256 /,
    );
  });

  it('says what is missing, where it was looked for, and where it comes from', async () => {
    const rest = Object.fromEntries(Object.entries(small).filter(([name]) => !name.includes('t10k-labels')));
    const failure = await failureOf(loadDataset(mnist, memoryReader(rest)));
    expect(failure.message).toBe(
      'The files of mnist are not all there: mnist/t10k-labels-idx1-ubyte (plain or .gz) is missing.',
    );
    expect(failure).toMatchObject({ kind: 'missing', searched: ['/data/mnist/t10k-labels-idx1-ubyte'] });
    expect(failure.expected).toHaveLength(4);
    expect(failure.origin).toContain('yann.lecun.com');
  });

  it('needs no training files where only the test part is asked for', async () => {
    const tests = Object.fromEntries(Object.entries(small).filter(([name]) => name.includes('t10k')));
    expect((await loadDataset(mnist, memoryReader(tests), { train: false })).test.count).toBe(20);
    expect((await failureOf(loadDataset(mnist, memoryReader(tests)))).kind).toBe('missing');
  });

  it('keeps no more training images than are asked for, and takes fewer where there are fewer', async () => {
    const whole = await loadDataset(mnist, memoryReader(small));
    const some = await loadDataset(mnist, memoryReader(small), { train: 7 });
    expect(some.train).toMatchObject({ count: 7, labels: whole.train!.labels.slice(0, 7) });
    expect(some.train!.images).toEqual(whole.train!.images.slice(0, 7 * 784));
    expect(some.train!.images.buffer.byteLength).toBe(7 * 784);
    expect((await loadDataset(mnist, memoryReader(small), { train: 99 })).train?.count).toBe(30);
  });

  it('names the file that is broken', async () => {
    const name = 'mnist/train-images-idx3-ubyte';
    const failure = await failureOf(
      loadDataset(mnist, memoryReader({ ...small, [name]: small[name].subarray(0, 99) })),
    );
    expect(failure).toMatchObject({ kind: 'broken', file: name });
    expect(failure.cause).toBeInstanceOf(FormatError);
    expect(failure.message).toBe(`${name}: The file ends after 99 bytes where 23,536 bytes are expected.`);
  });

  it.each([
    ['counts that differ', 'mnist/t10k-labels-idx1-ubyte', idx([19], () => 0), 'bad_count'],
    ['a label beyond 9', 'mnist/t10k-labels-idx1-ubyte', idx([20], (i) => i), 'bad_label'],
    ['another size', 'mnist/t10k-images-idx3-ubyte', idx([20, 5, 5], () => 0), 'bad_shape'],
    ['images that are no list', 'mnist/t10k-images-idx3-ubyte', idx([20], () => 0), 'bad_shape'],
    ['no images', 'mnist/t10k-images-idx3-ubyte', idx([0, 28, 28], () => 0), 'bad_shape'],
  ])('reports %s', async (_what, name, bytes, kind) => {
    expect((await failureOf(loadDataset(mnist, memoryReader({ ...small, [name]: bytes })))).kind).toBe(kind);
  });

  it('takes the first images, and never fewer than asked for', async () => {
    const data = await loadDataset({ ...mnist, trainImages: 7, testImages: 20 }, memoryReader(small));
    expect(data.train?.count).toBe(7);
    expect([...(data.train?.labels ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const failure = await failureOf(loadDataset({ ...mnist, testImages: 21 }, memoryReader(small)));
    expect(failure.message).toBe('The test part of mnist has 20 images, but 21 are asked for.');
  });

  it('checks the number of classes the text gives', async () => {
    expect((await failureOf(loadDataset({ ...mnist, classes: 5 }, memoryReader(small)))).kind).toBe(
      'bad_label',
    );
  });
});

describe('CIFAR-10 layout', () => {
  const folder = {
    'cifar10/data_batch_2.bin': cifar(3, 100),
    'cifar10/data_batch_1.bin': cifar(2, 0),
    'cifar10/test_batch.bin': cifar(4, 200),
    'cifar10/readme.html': text('no batch'),
  };

  it('joins the batches by name', async () => {
    const data = await loadDataset(cifar10, memoryReader(folder));
    expect(data.train?.count).toBe(5);
    expect([0, 1, 2].map((image) => data.train?.images[image * 3072])).toEqual([0, 1, 100]);
    expect(data.test.count).toBe(4);
    expect(data.warnings).toHaveLength(3);
  });

  it('says which names are expected', async () => {
    const failure = await failureOf(loadDataset(cifar10, memoryReader({})));
    expect(failure.kind).toBe('missing');
    expect(failure.expected).toContain('cifar10/test_batch.bin');
    const only = { 'cifar10/test_batch.bin': cifar(1, 0) };
    expect((await failureOf(loadDataset(cifar10, memoryReader(only)))).message).toContain('data_batch_1.bin');
  });

  it('reads another folder', async () => {
    const own = { 'own/test_batch.bin': cifar(1, 9) };
    const spec: DataSpec = { source: { kind: 'cifar10', folder: 'own' } };
    expect((await loadDataset(spec, memoryReader(own), { train: false })).test.images[0]).toBe(9);
  });
});

describe('own files', () => {
  const npy = (shape: readonly number[], data: Float32Array | Uint8Array | Int32Array): Uint8Array =>
    writeNpy({ shape, data });

  it.each([
    [
      [2, 4],
      [2, 2, 1],
    ],
    [
      [2, 5],
      [5, 1, 1],
    ],
    [
      [2, 2, 3],
      [2, 3, 1],
    ],
    [
      [2, 2, 3, 3],
      [2, 3, 3],
    ],
  ])('takes images of %j as %j', async (shape, expected) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const reader = memoryReader({ i: npy(shape, new Uint8Array(count)), l: npy([2], Int32Array.of(0, 3)) });
    const data = await loadDataset(files('npy', 'i', 'l'), reader);
    expect(data.shape).toEqual(expected);
    expect(data.classes).toBe(4);
    expect(data.train).toBeUndefined();
  });

  it('keeps floats, and takes whole numbers up to 255 as bytes', async () => {
    const labels = npy([1], Uint8Array.of(1));
    const kindOf = async (images: Uint8Array): Promise<string> => {
      const data = await loadDataset(files('npy', 'i', 'l'), memoryReader({ i: images, l: labels }));
      return data.test.images[Symbol.toStringTag];
    };
    expect(await kindOf(npy([1, 2], Float32Array.of(0, 1)))).toBe('Float32Array');
    expect(await kindOf(npy([1, 2], Int32Array.of(0, 255)))).toBe('Uint8Array');
    expect(await kindOf(npy([1, 2], Int32Array.of(-1, 255)))).toBe('Float32Array');
  });

  it('reads arrays of one archive and columns of one table', async () => {
    const archive = writeNpz([
      ['x', { shape: [2, 4], data: Float32Array.of(0, 0, 0, 1, 1, 0, 0, 0) }],
      ['y', { shape: [2], data: Uint8Array.of(1, 0) }],
    ]);
    const file = { name: 'a.npz' };
    const reader = memoryReader({ 'a.npz': archive, 't.csv': text('label,p1,p2\n1,0,255\n0,3,4\n') });
    const fromNpz = await loadDataset(
      {
        source: {
          kind: 'files',
          test: { images: { kind: 'npz', file, key: 'x' }, labels: { kind: 'npz', file, key: 'y' } },
        },
      },
      reader,
    );
    expect([...fromNpz.test.labels]).toEqual([1, 0]);
    const table = { name: 't.csv' };
    const labels = { kind: 'csv', file: table, column: 'label' } as const;
    const test = { images: { kind: 'csv', file: table }, labels } as const;
    const fromCsv = await loadDataset({ source: { kind: 'files', train: test, test } }, reader);
    expect([...fromCsv.test.images]).toEqual([0, 255, 3, 4]);
    expect(fromCsv.shape).toEqual([2, 1, 1]);
  });

  it.each([
    ['labels with fractions', Float32Array.of(0.5, 1), 'bad_label'],
    ['negative labels', Int32Array.of(-1, 1), 'bad_label'],
  ])('reports %s', async (_what, labels, kind) => {
    const reader = memoryReader({ i: npy([2, 4], new Uint8Array(8)), l: npy([2], labels) });
    expect((await failureOf(loadDataset(files('npy', 'i', 'l'), reader))).kind).toBe(kind);
  });

  it('reports a missing file with both of its names', async () => {
    const failure = await failureOf(loadDataset(files('idx', 'pictures', 'l'), memoryReader({})));
    expect(failure).toMatchObject({ kind: 'missing', expected: ['pictures', 'pictures.gz'] });
  });

  it('reports a table with text where a number belongs', async () => {
    const table = { name: 't.csv' };
    const test = {
      images: { kind: 'csv', file: table },
      labels: { kind: 'csv', file: table, column: 'c' },
    } as const;
    const reader = memoryReader({ 't.csv': text('a,b,c\n1,2,0\n3,oops,1\n') });
    const failure = await failureOf(loadDataset({ source: { kind: 'files', test } }, reader));
    expect(failure.message).toBe('t.csv: Line 3, column "b": "oops" is not a number.');
  });
});
