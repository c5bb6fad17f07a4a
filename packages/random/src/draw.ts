import type { Cell } from './cell.js';
import { writeCounter } from './cell.js';
import type { Key } from './key.js';
import { log32 } from './log32.js';
import { f } from './single.js';
import { expandKey, SCHEDULE_WORDS, threefry } from './threefry.js';
import { cosTurn32, sinTurn32 } from './turn32.js';
import { uniformOf } from './uniform.js';

function blockOf(key: Key, cell: Cell): Int32Array {
  const schedule = new Int32Array(SCHEDULE_WORDS);
  const counter = new Int32Array(4);
  const words = new Int32Array(4);
  expandKey(key, schedule);
  writeCounter(cell, cell.row, cell.output, counter);
  threefry(schedule, counter, words, 0);
  return words;
}

/** The uniform float32 in (0, 1] of one cell: the slow twin of `fillUniforms`. */
export function uniformAt(key: Key, cell: Cell): number {
  return uniformOf(blockOf(key, cell)[cell.output & 3]);
}

/** The standard normal of one cell: the slow twin of `fillNormals`. */
export function normalAt(key: Key, cell: Cell): number {
  const words = blockOf(key, cell);
  const first = cell.output & 2;
  const radius = f(Math.sqrt(f(-2 * log32(uniformOf(words[first])))));
  const turn = words[first + 1];
  return f(radius * ((cell.output & 1) === 0 ? cosTurn32(turn) : sinTurn32(turn)));
}
