// Programming of cells: numbers, law, clip and stuck cells of a few rows, in place of their targets.

import { applyLaw, applyStuck, EXACT, Law } from './laws';
import { Cells, draw } from './numbers';
import { encrypt, prepareKey } from './threefry';

/** Rows of one plane; every address in bytes. The host writes it (src/wasm/program.ts names the same order). */
@unmanaged
class Programming {
  cells: Cells;
  law: Law;
  /** [rows x outputs] and room for whole vectors. */
  values: usize;
  /** Room for as many numbers, every row rounded up to blocks of 4, and 32 more. */
  random: usize;
  /** Four words; those of the stuck cells, or 0. */
  key: usize;
  stuckKey: usize;
  /** Room for a prepared key. */
  schedule: usize;
}

/** Draws and programs the rows of a job. */
export function program(job: Programming): void {
  const cells = job.cells;
  const law = job.law;
  const values = job.values;
  const end = values + (((cells.rows * cells.outputs) as usize) << 2);
  if (law.kind != EXACT) {
    prepareKey(job.key, job.schedule);
    draw(job.schedule, cells, law.uniforms != 0, job.random);
  }
  applyLaw(law, values, end, job.random);
  if (!job.stuckKey) return;
  prepareKey(job.stuckKey, job.schedule);
  draw(job.schedule, cells, true, job.random);
  applyStuck(law, values, end, job.random);
}

/** Words of the eight blocks whose counters begin at `counter`, word 0 counting up: 2 x [4 words][4 blocks] at `out`. */
export function words(key: usize, counter: usize, schedule: usize, out: usize): void {
  prepareKey(key, schedule);
  const first = i32x4.add(v128.load32_splat(counter), i32x4(0, 1, 2, 3));
  const next = i32x4.add(first, i32x4.splat(4));
  const row = v128.load32_splat(counter, 4);
  encrypt(schedule, first, row, next, row, v128.load32_splat(counter, 8), v128.load32_splat(counter, 12), out);
}
