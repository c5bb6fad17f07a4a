import { readFileSync } from 'node:fs';
import { type Cell, cellCounter, key, keyWords, uniformAt } from '@kirchhoff/random';
import { engine } from '../../src/wasm/engine.js';
import { buildWasm } from '../products/build.js';

/** kat_vectors of Random123 (Salmon et al., SC11), lines "threefry4x32 20". */
const vectors = [
  { counter: [0, 0, 0, 0], words: [0, 0, 0, 0], expected: '9c6ca96a e17eae66 fc10ecd4 5256a7d8' },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    words: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    expected: '2a881696 57012287 f6c7446e a16a6732',
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    words: [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89],
    expected: '59cd1dbb b8879579 86b5d00c ac8b6d84',
  },
];

const LANES = 8;
const AT = { key: 16, counter: 20, schedule: 24, out: 48 };

let encrypt: (words: ArrayLike<number>, counter: ArrayLike<number>) => Uint32Array;

beforeAll(async () => {
  buildWasm();
  const bytes = readFileSync(new URL('../../dist/kernels.wasm', import.meta.url));
  const memory = new engine!.Memory({ initial: 1 });
  const { exports } = new engine!.Instance(await engine!.compile(bytes), { env: { memory } });
  const calls = exports as Readonly<Record<'words' | 'heapStart', (...values: number[]) => number>>;
  const start = calls.heapStart() + 64;
  encrypt = (words, counter) => {
    const all = new Uint32Array(memory.buffer, start);
    all.set(words, AT.key);
    all.set(counter, AT.counter);
    calls.words(...[AT.key, AT.counter, AT.schedule, AT.out].map((word) => start + 4 * word));
    return all.slice(AT.out, AT.out + 4 * LANES);
  };
});

/** Word w of lane l lies in the half of its four lanes, [4 words][4 lanes]. */
const blockOf = (out: Uint32Array, lane: number): number[] =>
  [0, 1, 2, 3].map((word) => out[16 * (lane >> 2) + 4 * word + (lane & 3)]);

const hex = (words: readonly number[]): string =>
  words.map((word) => word.toString(16).padStart(8, '0')).join(' ');

describe('the generator of dist/kernels.wasm', () => {
  it.each(vectors)('gives the published words $expected in every lane', ({ words, counter, expected }) => {
    for (let lane = 0; lane < LANES; lane++) {
      const first = (counter[0] - lane) >>> 0;
      expect(hex(blockOf(encrypt(words, [first, ...counter.slice(1)]), lane))).toBe(expected);
    }
  });

  it('gives the words of cells', () => {
    const cell: Cell = { row: 7, output: 40, group: 3, polarity: 1, slice: 2, copy: 5 };
    const words = blockOf(encrypt(keyWords(key(-5)), cellCounter(cell)), 0);
    words.forEach((word, i) => {
      const uniform = Math.fround(Math.fround(word) * 2 ** -32 + 2 ** -33);
      expect(uniform).toBe(uniformAt(key(-5), { ...cell, output: 40 + i }));
    });
  });
});
