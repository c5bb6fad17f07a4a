import { scoreOf, scoreSheet } from '../../src/worker/score.js';
import { fold, key, normals } from '@kirchhoff/random';
import { batches } from '../../src/worker/batches.js';

const [images, classes] = [101, 7];
const logits = new Float32Array(images * classes);
normals(fold(key(3), 'logits'), logits.length, logits);
const labels = Int32Array.from({ length: images }, (_, image) => (image * 5) % classes);
const software = Int32Array.from({ length: images }, (_, image) => (image * 3) % classes);

const rowOf = (image: number): number[] => [...logits.subarray(image * classes, (image + 1) * classes)];
const winners = Array.from({ length: images }, (_, image) => rowOf(image).indexOf(Math.max(...rowOf(image))));

function scored(limit: number, reference: Int32Array | undefined = software) {
  const sheet = scoreSheet(labels, classes, reference);
  for (const { batch } of batches(logits, images, limit)) sheet.add(batch);
  const { score, predictions } = sheet.finish();
  return { score: scoreOf([score]), predictions };
}

describe('a score sheet', () => {
  it('counts what a naive count gives', () => {
    const { score, predictions } = scored(images);
    expect([...predictions]).toEqual(winners);
    expect(score.images).toBe(images);
    expect(score.correct).toBe(winners.filter((winner, image) => winner === labels[image]).length);
    expect(score.agreeing).toBe(winners.filter((winner, image) => winner === software[image]).length);
    const loss = winners.reduce((sum, _, image) => {
      const row = rowOf(image);
      return sum + Math.log(row.reduce((total, value) => total + Math.exp(value - row[labels[image]!]!), 0));
    }, 0);
    expect(score.crossEntropy).toBeCloseTo(loss, 4);
  });

  it.each([1, 2, 50, 100, 102])('gives the same bits from batches of %d', (limit) => {
    expect(scored(limit)).toEqual(scored(images));
  });

  it.each([1, 33, 100])('gives the same bits from two parts, the first of %d images', (cut) => {
    const parts = [
      [0, cut],
      [cut, images],
    ].map(([from, to]) => {
      const sheet = scoreSheet(labels.subarray(from, to), classes, software.subarray(from, to));
      sheet.add(logits.subarray(from! * classes, to! * classes));
      return sheet.finish().score;
    });
    expect(scoreOf(parts)).toEqual(scored(images).score);
  });

  it('agrees with itself where there is nothing to agree with', () => {
    const sheet = scoreSheet(labels, classes, undefined);
    sheet.add(logits);
    expect(sheet.finish().score.agreeing).toBe(images);
  });
});

describe('batches', () => {
  it('cover all images in order', () => {
    const parts = [
      ...batches(
        Float32Array.from({ length: 14 }, (_, index) => index),
        7,
        3,
      ),
    ];
    expect(parts.map(({ first, images: count }) => [first, count])).toEqual([
      [0, 3],
      [3, 3],
      [6, 1],
    ]);
    expect(parts.flatMap(({ batch }) => [...batch])).toEqual(Array.from({ length: 14 }, (_, index) => index));
  });

  it('of no images are none', () => {
    expect([...batches(new Float32Array(0), 0, 3)]).toEqual([]);
  });
});
