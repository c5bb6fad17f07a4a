// Threefry4x32-20 on eight blocks at once, one in each lane of two vectors. docs/numerics.md section 2.

/** Bytes of a prepared key: the words added before the rounds and after every fourth one, 6 times 4. */
export const SCHEDULE: usize = 96;

/** Prepares the key of four words at `key`. */
export function prepareKey(key: usize, schedule: usize): void {
  const parity = 0x1bd11bda ^ load<u32>(key) ^ load<u32>(key, 4) ^ load<u32>(key, 8) ^ load<u32>(key, 12);
  for (let s: u32 = 0; s < 6; s++)
    for (let i: u32 = 0; i < 4; i++) {
      const place = (s + i) % 5;
      const word = place == 4 ? parity : load<u32>(key + ((place as usize) << 2));
      store<u32>(schedule + (((s << 2) + i) as usize << 2), word + (i == 3 ? s : 0));
    }
}

@inline
function rotate(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(x, bits), i32x4.shr_u(x, 32 - bits));
}

/** Encrypts the counters of two times four blocks, which differ in their words 0 and 1; words come out as 2 x [4 words][4 blocks]. */
@inline
export function encrypt(schedule: usize, column: v128, row: v128, nextColumn: v128, nextRow: v128, third: v128, fourth: v128, out: usize): void {
  let k = v128.load32_splat(schedule);
  let x0 = i32x4.add(column, k);
  let y0 = i32x4.add(nextColumn, k);
  k = v128.load32_splat(schedule, 4);
  let x1 = i32x4.add(row, k);
  let y1 = i32x4.add(nextRow, k);
  k = v128.load32_splat(schedule, 8);
  let x2 = i32x4.add(third, k);
  let y2 = i32x4.add(third, k);
  k = v128.load32_splat(schedule, 12);
  let x3 = i32x4.add(fourth, k);
  let y3 = i32x4.add(fourth, k);
  for (let s: usize = 16; ; s += 32) {
    x0 = i32x4.add(x0, x1);
    x2 = i32x4.add(x2, x3);
    y0 = i32x4.add(y0, y1);
    y2 = i32x4.add(y2, y3);
    x1 = v128.xor(rotate(x1, 10), x0);
    x3 = v128.xor(rotate(x3, 26), x2);
    y1 = v128.xor(rotate(y1, 10), y0);
    y3 = v128.xor(rotate(y3, 26), y2);
    x0 = i32x4.add(x0, x3);
    x2 = i32x4.add(x2, x1);
    y0 = i32x4.add(y0, y3);
    y2 = i32x4.add(y2, y1);
    x3 = v128.xor(rotate(x3, 11), x0);
    x1 = v128.xor(rotate(x1, 21), x2);
    y3 = v128.xor(rotate(y3, 11), y0);
    y1 = v128.xor(rotate(y1, 21), y2);
    x0 = i32x4.add(x0, x1);
    x2 = i32x4.add(x2, x3);
    y0 = i32x4.add(y0, y1);
    y2 = i32x4.add(y2, y3);
    x1 = v128.xor(rotate(x1, 13), x0);
    x3 = v128.xor(rotate(x3, 27), x2);
    y1 = v128.xor(rotate(y1, 13), y0);
    y3 = v128.xor(rotate(y3, 27), y2);
    x0 = i32x4.add(x0, x3);
    x2 = i32x4.add(x2, x1);
    y0 = i32x4.add(y0, y3);
    y2 = i32x4.add(y2, y1);
    x3 = v128.xor(rotate(x3, 23), x0);
    x1 = v128.xor(rotate(x1, 5), x2);
    y3 = v128.xor(rotate(y3, 23), y0);
    y1 = v128.xor(rotate(y1, 5), y2);
    k = v128.load32_splat(schedule + s);
    x0 = i32x4.add(x0, k);
    y0 = i32x4.add(y0, k);
    k = v128.load32_splat(schedule + s, 4);
    x1 = i32x4.add(x1, k);
    y1 = i32x4.add(y1, k);
    k = v128.load32_splat(schedule + s, 8);
    x2 = i32x4.add(x2, k);
    y2 = i32x4.add(y2, k);
    k = v128.load32_splat(schedule + s, 12);
    x3 = i32x4.add(x3, k);
    y3 = i32x4.add(y3, k);
    if (s == 80) break;
    x0 = i32x4.add(x0, x1);
    x2 = i32x4.add(x2, x3);
    y0 = i32x4.add(y0, y1);
    y2 = i32x4.add(y2, y3);
    x1 = v128.xor(rotate(x1, 6), x0);
    x3 = v128.xor(rotate(x3, 20), x2);
    y1 = v128.xor(rotate(y1, 6), y0);
    y3 = v128.xor(rotate(y3, 20), y2);
    x0 = i32x4.add(x0, x3);
    x2 = i32x4.add(x2, x1);
    y0 = i32x4.add(y0, y3);
    y2 = i32x4.add(y2, y1);
    x3 = v128.xor(rotate(x3, 17), x0);
    x1 = v128.xor(rotate(x1, 11), x2);
    y3 = v128.xor(rotate(y3, 17), y0);
    y1 = v128.xor(rotate(y1, 11), y2);
    x0 = i32x4.add(x0, x1);
    x2 = i32x4.add(x2, x3);
    y0 = i32x4.add(y0, y1);
    y2 = i32x4.add(y2, y3);
    x1 = v128.xor(rotate(x1, 25), x0);
    x3 = v128.xor(rotate(x3, 10), x2);
    y1 = v128.xor(rotate(y1, 25), y0);
    y3 = v128.xor(rotate(y3, 10), y2);
    x0 = i32x4.add(x0, x3);
    x2 = i32x4.add(x2, x1);
    y0 = i32x4.add(y0, y3);
    y2 = i32x4.add(y2, y1);
    x3 = v128.xor(rotate(x3, 18), x0);
    x1 = v128.xor(rotate(x1, 20), x2);
    y3 = v128.xor(rotate(y3, 18), y0);
    y1 = v128.xor(rotate(y1, 20), y2);
    k = v128.load32_splat(schedule + s, 16);
    x0 = i32x4.add(x0, k);
    y0 = i32x4.add(y0, k);
    k = v128.load32_splat(schedule + s, 20);
    x1 = i32x4.add(x1, k);
    y1 = i32x4.add(y1, k);
    k = v128.load32_splat(schedule + s, 24);
    x2 = i32x4.add(x2, k);
    y2 = i32x4.add(y2, k);
    k = v128.load32_splat(schedule + s, 28);
    x3 = i32x4.add(x3, k);
    y3 = i32x4.add(y3, k);
  }
  v128.store(out, x0);
  v128.store(out, x1, 16);
  v128.store(out, x2, 32);
  v128.store(out, x3, 48);
  v128.store(out, y0, 64);
  v128.store(out, y1, 80);
  v128.store(out, y2, 96);
  v128.store(out, y3, 112);
}
