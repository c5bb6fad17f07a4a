const PARITY = 0x1bd11bda;

/** Words of a prepared key: the initial addition and five injections of four words each. */
export const SCHEDULE_WORDS = 24;

/** Four key words and their parity, then the first four again, so that no index wraps. */
const extended = new Int32Array(9);

/**
 * Prepares a key of four u32 words for {@link threefry}: entry 4 s + i is the word added to x_i at injection s,
 * the injection number included (Salmon et al., SC11, section 4; docs/numerics.md section 2).
 */
export function expandKey(words: readonly number[], schedule: Int32Array): void {
  const [k0, k1, k2, k3] = words;
  extended[0] = extended[5] = k0;
  extended[1] = extended[6] = k1;
  extended[2] = extended[7] = k2;
  extended[3] = extended[8] = k3;
  extended[4] = PARITY ^ k0 ^ k1 ^ k2 ^ k3;
  for (let injection = 0; injection < 6; injection++) {
    const first = injection === 5 ? 0 : injection;
    const at = 4 * injection;
    schedule[at] = extended[first];
    schedule[at + 1] = extended[first + 1];
    schedule[at + 2] = extended[first + 2];
    schedule[at + 3] = (extended[first + 3] + injection) | 0;
  }
}

/**
 * Threefry4x32 with 20 rounds (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11): encrypts the
 * 128-bit `counter` [4] under `schedule` [24] and writes four words to `out` at `offset`.
 */
export function threefry(schedule: Int32Array, counter: Int32Array, out: Int32Array, offset: number): void {
  let x0 = (counter[0] + schedule[0]) | 0;
  let x1 = (counter[1] + schedule[1]) | 0;
  let x2 = (counter[2] + schedule[2]) | 0;
  let x3 = (counter[3] + schedule[3]) | 0;
  for (let i = 4; ; i += 8) {
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 10) | (x1 >>> 22)) ^ x0;
    x2 = (x2 + x3) | 0;
    x3 = ((x3 << 26) | (x3 >>> 6)) ^ x2;
    x0 = (x0 + x3) | 0;
    x3 = ((x3 << 11) | (x3 >>> 21)) ^ x0;
    x2 = (x2 + x1) | 0;
    x1 = ((x1 << 21) | (x1 >>> 11)) ^ x2;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x2 = (x2 + x3) | 0;
    x3 = ((x3 << 27) | (x3 >>> 5)) ^ x2;
    x0 = (x0 + x3) | 0;
    x3 = ((x3 << 23) | (x3 >>> 9)) ^ x0;
    x2 = (x2 + x1) | 0;
    x1 = ((x1 << 5) | (x1 >>> 27)) ^ x2;
    x0 = (x0 + schedule[i]) | 0;
    x1 = (x1 + schedule[i + 1]) | 0;
    x2 = (x2 + schedule[i + 2]) | 0;
    x3 = (x3 + schedule[i + 3]) | 0;
    if (i === 20) break;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x2 = (x2 + x3) | 0;
    x3 = ((x3 << 20) | (x3 >>> 12)) ^ x2;
    x0 = (x0 + x3) | 0;
    x3 = ((x3 << 17) | (x3 >>> 15)) ^ x0;
    x2 = (x2 + x1) | 0;
    x1 = ((x1 << 11) | (x1 >>> 21)) ^ x2;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 25) | (x1 >>> 7)) ^ x0;
    x2 = (x2 + x3) | 0;
    x3 = ((x3 << 10) | (x3 >>> 22)) ^ x2;
    x0 = (x0 + x3) | 0;
    x3 = ((x3 << 18) | (x3 >>> 14)) ^ x0;
    x2 = (x2 + x1) | 0;
    x1 = ((x1 << 20) | (x1 >>> 12)) ^ x2;
    x0 = (x0 + schedule[i + 4]) | 0;
    x1 = (x1 + schedule[i + 5]) | 0;
    x2 = (x2 + schedule[i + 6]) | 0;
    x3 = (x3 + schedule[i + 7]) | 0;
  }
  out[offset] = x0;
  out[offset + 1] = x1;
  out[offset + 2] = x2;
  out[offset + 3] = x3;
}
