// Random numbers of the cells of neighbouring rows: docs/numerics.md sections 4, 9 and 10.

import { log32, polar, radiusOf, uniformOf } from './functions';
import { encrypt } from './threefry';

/** Whose numbers: rows [row, row + rows) of `outputs` cells each. */
@unmanaged
export class Cells {
  rows: i32;
  outputs: i32;
  row: u32;
  /** The counter's words 2 and 3: group « 16 | attempt, polarity « 24 | slice « 16 | copy. */
  third: u32;
  fourth: u32;
}

/** Floats beyond the last number that are written too. */
export const SLACK: i32 = 32;

/** Writes v0 to v3 of four blocks block by block. */
@inline
function interleave(at: usize): void {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const d = v128.load(at, 48);
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const AB = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const CD = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(at, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(at, v128.shuffle<i64>(ab, cd, 1, 3), 16);
  v128.store(at, v128.shuffle<i64>(AB, CD, 0, 2), 32);
  v128.store(at, v128.shuffle<i64>(AB, CD, 1, 3), 48);
}

/** Words of blocks become uniforms. */
function toUniforms(at: usize, end: usize): void {
  for (; at < end; at += 16) v128.store(at, uniformOf(v128.load(at)));
}

/**
 * Words of blocks become normals: the first and third of four blocks give radii, the second and fourth angles. Logarithms come first, two at
 * a time: they share the loads of their constants, and roots do not wait for them.
 */
function toNormals(at: usize, end: usize): void {
  for (let from = at; from < end; from += 64) {
    const a = uniformOf(v128.load(from));
    const b = uniformOf(v128.load(from, 32));
    const logA = log32(a);
    const logB = log32(b);
    v128.store(from, logA);
    v128.store(from, logB, 32);
  }
  for (; at < end; at += 32) polar(radiusOf(v128.load(at)), v128.load(at, 16), at);
}

/** Takes the numbers of the blocks beyond the last output of each row out. */
function compact(outputs: i32, blocks: i32, rows: i32, out: usize): void {
  const bytes = (outputs as usize) << 2;
  for (let row = 1; row < rows; row++) {
    let from = out + (row as usize) * ((blocks as usize) << 4);
    const end = from + ((blocks as usize) << 4);
    for (let to = out + (row as usize) * bytes; from < end; from += 16, to += 16) v128.store(to, v128.load(from));
  }
}

/** Numbers of cells, [rows x outputs] at `out`: uniforms in (0, 1], or standard normals. */
export function draw(schedule: usize, cells: Cells, uniforms: bool, out: usize): void {
  const blocks = (cells.outputs + 3) >> 2;
  const width = i32x4.splat(blocks);
  const third = i32x4.splat(cells.third);
  const fourth = i32x4.splat(cells.fourth);
  let column = i32x4(0, 1, 2, 3);
  let row = i32x4.splat(cells.row);
  const end = out + (((cells.rows * blocks) as usize) << 4);
  for (let at = out; at < end; at += 128) {
    for (let over = i32x4.ge_s(column, width); v128.any_true(over); over = i32x4.ge_s(column, width)) {
      column = i32x4.sub(column, v128.and(over, width));
      row = i32x4.sub(row, over);
    }
    let nextColumn = i32x4.add(column, i32x4.splat(4));
    let nextRow = row;
    for (let over = i32x4.ge_s(nextColumn, width); v128.any_true(over); over = i32x4.ge_s(nextColumn, width)) {
      nextColumn = i32x4.sub(nextColumn, v128.and(over, width));
      nextRow = i32x4.sub(nextRow, over);
    }
    encrypt(schedule, column, row, nextColumn, nextRow, third, fourth, at);
    column = i32x4.add(nextColumn, i32x4.splat(4));
    row = nextRow;
  }
  // Every loop by itself: the rounds and the polynomials of one loop keep less in registers, and the processor overlaps more of them.
  const whole = out + ((end - out + 63) & ~63);
  if (uniforms) toUniforms(out, whole);
  else toNormals(out, whole);
  for (let at = out; at < whole; at += 64) interleave(at);
  if (cells.outputs & 3) compact(cells.outputs, blocks, cells.rows, out);
}
