import type { LoadedData } from '../../src/data/loaded.js';
import { remarksOn } from '../../src/data/remarks.js';

const nothing = { images: new Float32Array(0), labels: new Uint8Array(0), count: 0 };

const set = (name: string, warnings: readonly string[]): LoadedData => ({
  shape: [28, 28, 1],
  classes: 10,
  train: () => nothing,
  test: () => nothing,
  calibration: () => nothing,
  record: { id: name, name, trainImages: 0, testImages: 0, hash: '', files: [], warnings },
});

describe('remarks on data', () => {
  it('are told once, under the name of the data set', () => {
    const part = 'cifar10/data_batch_2.bin holds 9,000 images; a published batch holds 10,000.';
    const sets = new Map([
      ['a', set('cifar10', [part])],
      ['b', set('cifar10', [part])],
      ['c', set('digits', [])],
    ]);
    expect(remarksOn(sets)).toMatchObject([
      {
        code: 'K609',
        severity: 'warning',
        title: 'the files of standard.cifar10 are not those that were published',
        notes: [{ text: part.replace(/\.$/, '') }, {}],
      },
    ]);
  });
});
