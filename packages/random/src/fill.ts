import type { CellRow } from './cell.js';
import { CELL_LIMITS, writeCounter } from './cell.js';
import type { Key } from './key.js';
import { boxMuller, MOST_WORDS } from './normal.js';
import { expandKey, SCHEDULE_WORDS, threefry } from './threefry.js';
import { uniformOf } from './uniform.js';

const BLOCKS = MOST_WORDS / 4;

const schedule = new Int32Array(SCHEDULE_WORDS);
const counter = new Int32Array(4);
const words = new Int32Array(MOST_WORDS);
const values = new Float32Array(MOST_WORDS);

type Transform = (words: Int32Array, count: number, out: Float32Array) => void;

function toUniforms(from: Int32Array, count: number, out: Float32Array): void {
  for (let i = 0; i < count; i++) out[i] = uniformOf(from[i]);
}

function requireRoom(count: number, out: Float32Array, offset: number): void {
  const fits = Number.isInteger(count) && count >= 0 && Number.isInteger(offset) && offset >= 0;
  if (!fits || offset + count > out.length)
    throw new RangeError(`${count} values at ${offset} do not fit into ${out.length}`);
}

/** Values first … first + count − 1 of the run of blocks that starts at `counter`, whose word 0 advances. */
function run(first: number, count: number, transform: Transform, out: Float32Array, offset: number): void {
  let position = -first;
  while (position < count) {
    const blocks = Math.min(BLOCKS, (count - position + 3) >>> 2);
    for (let b = 0; b < blocks; b++) {
      threefry(schedule, counter, words, 4 * b);
      counter[0] = (counter[0] + 1) | 0;
    }
    transform(words, 4 * blocks, values);
    const from = position < 0 ? -position : 0;
    const to = Math.min(4 * blocks, count - position);
    for (let i = from; i < to; i++) out[offset + position + i] = values[i];
    position += 4 * blocks;
  }
}

function fillCells(key: Key, cells: CellRow, transform: Transform, out: Float32Array, offset: number): void {
  const { firstOutput, count } = cells;
  requireRoom(count, out, offset);
  if (count > 0 && firstOutput + count > CELL_LIMITS.output)
    throw new RangeError(`outputs end at ${CELL_LIMITS.output - 1}`);
  expandKey(key, schedule);
  writeCounter(cells, cells.row, firstOutput, counter);
  run(firstOutput & 3, count, transform, out, offset);
}

/** Standard normals of `cells.count` neighbouring outputs of one row, written to `out` at `offset` [count]. */
export function fillNormals(key: Key, cells: CellRow, out: Float32Array, offset = 0): void {
  fillCells(key, cells, boxMuller, out, offset);
}

/** Uniforms in (0, 1] of `cells.count` neighbouring outputs of one row, written to `out` at `offset` [count]. */
export function fillUniforms(key: Key, cells: CellRow, out: Float32Array, offset = 0): void {
  fillCells(key, cells, toUniforms, out, offset);
}

const STREAM = 0x40000000;

function stream(key: Key, count: number, transform: Transform, out: Float32Array): void {
  requireRoom(count, out, 0);
  expandKey(key, schedule);
  counter.set([0, 0, 0, STREAM]);
  run(0, count, transform, out, 0);
}

/** The first `count` standard normals of a key's stream, in `out` [count]; disjoint from the key's cells. */
export function normals(key: Key, count: number, out: Float32Array): void {
  stream(key, count, boxMuller, out);
}

/** The first `count` uniforms in (0, 1] of a key's stream, in `out` [count]; disjoint from the key's cells. */
export function uniforms(key: Key, count: number, out: Float32Array): void {
  stream(key, count, toUniforms, out);
}
