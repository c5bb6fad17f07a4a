import type { Key } from './key.js';
import { expandKey, SCHEDULE_WORDS, threefry } from './threefry.js';

const STREAM = 0x40000000;
const TWO_32 = 4294967296;

const schedule = new Int32Array(SCHEDULE_WORDS);
const counter = new Int32Array(4);
const block = new Int32Array(4);

function wordAt(index: number, attempt: number): number {
  counter[0] = index >>> 2;
  counter[1] = 0;
  counter[2] = attempt;
  counter[3] = STREAM;
  threefry(schedule, counter, block, 0);
  return block[index & 3] >>> 0;
}

/** Unbiased integer below `bound` at `index` of the prepared key: a word of the incomplete last multiple is redrawn. */
function integerAt(index: number, bound: number): number {
  const limit = TWO_32 - (TWO_32 % bound);
  let word = wordAt(index, 0);
  for (let attempt = 1; word >= limit; attempt++) word = wordAt(index, attempt);
  return word % bound;
}

function requireCount(value: number, what: string): void {
  if (!Number.isInteger(value) || value < 0 || value > TWO_32)
    throw new RangeError(`${what} must be an integer from 0 to 2^32, not ${value}`);
}

/** The first `count` unbiased integers from 0 to bound − 1 (1 ≤ bound ≤ 2³²) of a key's stream, in `out` [count]. */
export function integersBelow(key: Key, bound: number, count: number, out: Uint32Array): void {
  requireCount(bound, 'a bound');
  if (bound < 1) throw new RangeError('a bound must be at least 1');
  requireCount(count, 'a count');
  if (count > out.length) throw new RangeError(`${count} values do not fit into ${out.length}`);
  expandKey(key, schedule);
  for (let i = 0; i < count; i++) out[i] = integerAt(i, bound);
}

/** A uniformly random order of 0 … n − 1 (Fisher and Yates; Durstenfeld 1964). */
export function permutation(key: Key, n: number): Uint32Array {
  requireCount(n, 'a length');
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  expandKey(key, schedule);
  for (let i = n - 1; i > 0; i--) {
    const j = integerAt(i, i + 1);
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}
