import { readCifar } from '../src/index.js';
import { failureOf } from './failureOf.js';
import { bytes, cifar, gz } from './samples.js';

describe('readCifar', () => {
  it('turns planes into pixels of three channels', () => {
    const file = cifar(3);
    for (const packed of [file, gz(file)]) {
      const { count, images, labels } = readCifar(packed);
      expect(count).toBe(3);
      expect([...labels]).toEqual([0, 1, 2]);
      expect(images).toHaveLength(3 * 3072);
      const [record, y, x, channel] = [2, 5, 17, 1];
      expect(images[((record * 32 + y) * 32 + x) * 3 + channel]).toBe(
        file[3073 * record + 1 + channel * 1024 + 32 * y + x],
      );
    }
  });

  it.each([
    ['an empty file', bytes(), 'truncated'],
    ['a partial record', cifar(2).subarray(0, 4000), 'truncated'],
    ['a label beyond 9', cifar(1).fill(10, 0, 1), 'out_of_range'],
  ])('reports %s', (_name, file, kind) => {
    expect(failureOf(() => readCifar(file)).kind).toBe(kind);
  });

  it('refuses more than the limit', () => {
    expect(failureOf(() => readCifar(gz(cifar(4)), { limit: 5000 })).kind).toBe('oversize');
    expect(failureOf(() => readCifar(cifar(4), { limit: 5000 })).kind).toBe('oversize');
  });
});
