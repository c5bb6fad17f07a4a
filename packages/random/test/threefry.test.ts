import { expandKey, SCHEDULE_WORDS, threefry } from '../src/threefry.js';

/** kat_vectors of Random123 (Salmon et al., SC11), lines "threefry4x32 20". */
const vectors = [
  {
    counter: [0, 0, 0, 0],
    key: [0, 0, 0, 0],
    expected: '9c6ca96a e17eae66 fc10ecd4 5256a7d8',
  },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    expected: '2a881696 57012287 f6c7446e a16a6732',
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89],
    expected: '59cd1dbb b8879579 86b5d00c ac8b6d84',
  },
];

const hex = (words: Int32Array): string =>
  Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join(' ');

describe('threefry4x32-20', () => {
  it.each(vectors)('gives the published words $expected', ({ counter, key, expected }) => {
    const schedule = new Int32Array(SCHEDULE_WORDS);
    const out = new Int32Array(4);
    expandKey(key, schedule);
    threefry(schedule, Int32Array.from(counter), out, 0);
    expect(hex(out)).toBe(expected);
  });

  it('flips half of the output bits when one input bit flips', () => {
    const schedule = new Int32Array(SCHEDULE_WORDS);
    expandKey([1, 2, 3, 4], schedule);
    const plain = new Int32Array(4);
    const flipped = new Int32Array(4);
    let bits = 0;
    for (let bit = 0; bit < 128; bit++) {
      const counter = Int32Array.of(5, 6, 7, 8);
      threefry(schedule, counter, plain, 0);
      counter[bit >> 5] ^= 1 << (bit & 31);
      threefry(schedule, counter, flipped, 0);
      plain.forEach((word, i) => (bits += ones(word ^ flipped[i])));
    }
    expect(Math.abs(bits / (128 * 128) - 0.5)).toBeLessThan(0.02);
  });
});

function ones(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}
