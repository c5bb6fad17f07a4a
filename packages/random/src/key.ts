import { expandKey, SCHEDULE_WORDS, threefry } from './threefry.js';

declare const brand: unique symbol;

/**
 * The name of a family of random numbers: four u32 words, opaque to its users. Keys are plain arrays, so they pass
 * through `postMessage` unchanged. One key serves one kind of draw; fold in a purpose for every other.
 */
export type Key = readonly [number, number, number, number] & { readonly [brand]: 'Key' };

const INTEGER_FOLD = 0x80000000;
const LABEL_FOLD = 0xc0000000;
const UNITS_PER_BLOCK = 6;
const LONGEST_LABEL = 0xffff;
const TWO_32 = 4294967296;

const schedule = new Int32Array(SCHEDULE_WORDS);
const counter = new Int32Array(4);
const block = new Int32Array(4);

function encrypt(parent: readonly number[], words: readonly [number, number, number, number]): Key {
  expandKey(parent, schedule);
  counter.set(words);
  threefry(schedule, counter, block, 0);
  return [block[0] >>> 0, block[1] >>> 0, block[2] >>> 0, block[3] >>> 0] as unknown as Key;
}

function requireInteger(value: number, what: string): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} must be a safe integer, not ${value}`);
}

const low = (value: number): number => (value - Math.floor(value / TWO_32) * TWO_32) >>> 0;
const high = (value: number): number => Math.floor(value / TWO_32) >>> 0;

/** The key of a seed, any safe integer: words (low half, high half, 0, 0) of its 64-bit two's complement. */
export function key(seed: number): Key {
  requireInteger(seed, 'a seed');
  return [low(seed), high(seed), 0, 0] as unknown as Key;
}

/**
 * A new key that depends on the parent and on one label (a string of at most 65,535 UTF-16 units, or a safe integer);
 * `fold(fold(key(seed), trial), 'programming')` names the programming draws of a trial. docs/numerics.md section 3.
 */
export function fold(parent: Key, label: string | number): Key {
  if (typeof label === 'string') return foldString(parent, label);
  requireInteger(label, 'an integer label');
  return encrypt(parent, [low(label), high(label), 0, INTEGER_FOLD]);
}

function foldString(parent: Key, label: string): Key {
  if (label.length > LONGEST_LABEL) throw new RangeError(`a label has at most ${LONGEST_LABEL} units`);
  const unit = (index: number): number => (index < label.length ? label.charCodeAt(index) : 0);
  const pair = (index: number): number => unit(index) | (unit(index + 1) << 16);
  let state = parent;
  let start = 0;
  do {
    state = encrypt(state, [pair(start), pair(start + 2), pair(start + 4), LABEL_FOLD | label.length]);
    start += UNITS_PER_BLOCK;
  } while (start < label.length);
  return state;
}

/** The four u32 words of a key, for kernels that run the generator themselves. */
export function keyWords(of: Key): Uint32Array {
  return Uint32Array.from(of);
}
