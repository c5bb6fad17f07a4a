import { argmax, ranks } from '../../src/digital/argmax.js';
import { crossEntropy } from '../../src/digital/entropy.js';
import { softmax } from '../../src/digital/softmax.js';
import { draw } from '../products/draws.js';
import { hex } from '../products/definition.js';
import { distance } from './twins.js';

const CLASSES = 10;
const ROWS = 200;
const logits = draw(1, ROWS * CLASSES).map((u) => 12 * u);
const labels = Int32Array.from({ length: ROWS }, (_, i) => (7 * i) % CLASSES);

function probabilitiesOf(row: Float32Array): number[] {
  const most = Math.max(...row);
  const powers = Array.from(row, (value) => Math.exp(value - most));
  return powers.map((power) => power / powers.reduce((sum, value) => sum + value, 0));
}

const rows = Array.from({ length: ROWS }, (_, i) => logits.subarray(i * CLASSES, (i + 1) * CLASSES));

describe('softmax', () => {
  it('agrees with its twin in float64, in place too', () => {
    const out = new Float32Array(logits.length);
    softmax(logits, CLASSES, out);
    expect(distance(out, rows.flatMap(probabilitiesOf))).toBeLessThan(1e-6);
    const same = logits.slice();
    softmax(same, CLASSES, same);
    expect(hex(same)).toBe(hex(out));
  });

  it('does not overflow', () => {
    const out = new Float32Array(3);
    softmax(Float32Array.of(3e38, 3e38, -3e38), 3, out);
    expect(Array.from(out)).toEqual([0.5, 0.5, 0]);
  });
});

describe('cross-entropy', () => {
  const twin = rows.map((row, i) => -Math.log(probabilitiesOf(row)[labels[i]]));

  it('of logits agrees with its twin in float64', () => {
    const out = new Float32Array(ROWS);
    crossEntropy(logits, CLASSES, labels, out);
    expect(distance(out, twin)).toBeLessThan(1e-6);
  });
});

describe('argmax and ranks', () => {
  it('take the first of equals', () => {
    const x = Float32Array.of(1, 3, 3, 2, 0, 0, 0, 0);
    expect(Array.from(argmax(x, 4))).toEqual([1, 0]);
    expect([0, 1, 2, 3].map((label) => ranks(x, 4, [label, label])[0])).toEqual([3, 0, 1, 2]);
    expect([0, 1, 2, 3].map((label) => ranks(x, 4, [label, label])[1])).toEqual([0, 1, 2, 3]);
  });

  it('put NaN last', () => {
    const x = Float32Array.of(NaN, -1, NaN, -2);
    expect(Array.from(argmax(x, 4))).toEqual([1]);
    expect([0, 1, 2, 3].map((label) => ranks(x, 4, [label])[0])).toEqual([2, 0, 3, 1]);
    expect(Array.from(argmax(Float32Array.of(NaN, NaN), 2))).toEqual([0]);
  });

  it('agree: a rank of 0 is the argmax, and ranks are a permutation', () => {
    const coarse = logits.map((value) => Math.round(value / 4));
    const best = argmax(coarse, CLASSES);
    const all = Array.from({ length: CLASSES }, (_, label) =>
      ranks(coarse, CLASSES, new Int32Array(ROWS).fill(label)),
    );
    best.forEach((winner, row) => {
      const order = all.map((rank) => rank[row]);
      expect(order[winner]).toBe(0);
      expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });
  });
});
