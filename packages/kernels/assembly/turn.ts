// Input rows of a strip that all panels meet: blocks of five side by side, [block][k][5], so that one address follows all five.

import { Job } from './job';
import { Window } from './patches';

/** Bytes of five inputs. */
export const FIVE: usize = 20;

/** Writes four inputs of five rows. */
@inline
function turnFour(to: usize, a: v128, b: v128, c: v128, d: v128, e: v128): void {
  const ab = v128.shuffle<u32>(a, b, 0, 4, 1, 5);
  const AB = v128.shuffle<u32>(a, b, 2, 6, 3, 7);
  const cd = v128.shuffle<u32>(c, d, 0, 4, 1, 5);
  const CD = v128.shuffle<u32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<u64>(ab, cd, 0, 2));
  v128.store_lane<u32>(to, e, 0, 16);
  v128.store(to, v128.shuffle<u64>(ab, cd, 1, 3), 20);
  v128.store_lane<u32>(to, e, 1, 36);
  v128.store(to, v128.shuffle<u64>(AB, CD, 0, 2), 40);
  v128.store_lane<u32>(to, e, 2, 56);
  v128.store(to, v128.shuffle<u64>(AB, CD, 1, 3), 60);
  v128.store_lane<u32>(to, e, 3, 76);
}

/** Five neighbouring rows of `bytes` each. */
function turnRows(x: usize, bytes: usize, to: usize): void {
  let a = x;
  let b = a + bytes;
  let c = b + bytes;
  let d = c + bytes;
  let e = d + bytes;
  const end = b;
  for (; a + 16 <= end; a += 16, b += 16, c += 16, d += 16, e += 16, to += 4 * FIVE)
    turnFour(to, v128.load(a), v128.load(b), v128.load(c), v128.load(d), v128.load(e));
  for (; a < end; a += 4, b += 4, c += 4, d += 4, e += 4, to += FIVE) {
    store<f32>(to, load<f32>(a));
    store<f32>(to, load<f32>(b), 4);
    store<f32>(to, load<f32>(c), 8);
    store<f32>(to, load<f32>(d), 12);
    store<f32>(to, load<f32>(e), 16);
  }
}

/** Five positions of a convolution, whose origins stand at `origins`. */
function turnPositions(origins: usize, offsets: usize, inputs: usize, to: usize): void {
  const a = load<u32>(origins) as usize;
  const b = load<u32>(origins, 4) as usize;
  const c = load<u32>(origins, 8) as usize;
  const d = load<u32>(origins, 12) as usize;
  const e = load<u32>(origins, 16) as usize;
  for (const end = to + inputs * FIVE; to < end; to += FIVE, offsets += 4) {
    const offset = load<u32>(offsets) as usize;
    store<f32>(to, load<f32>(a + offset));
    store<f32>(to, load<f32>(b + offset), 4);
    store<f32>(to, load<f32>(c + offset), 8);
    store<f32>(to, load<f32>(d + offset), 12);
    store<f32>(to, load<f32>(e + offset), 16);
  }
}

/** Turns the whole blocks of input rows [first, last). */
export function turn(job: Job, first: i32, last: i32): void {
  const bytes = job.xStride;
  let to = job.turned;
  for (let row = first; row + 5 <= last; row += 5, to += 5 * bytes) {
    if (job.window) {
      const window = changetype<Window>(job.window);
      turnPositions(window.origins + ((row as usize) << 2), window.offsets, bytes >> 2, to);
    } else turnRows(job.x + (row as usize) * bytes, bytes, to);
  }
}
