// The BLAS of this machine as a reference: bench/reference/sgemm.c in a process of its own, one thread unless
// more are asked for. Debian's OpenBLAS falls back to kernels
// of SSE3 on processors younger than itself, so its kernels for AVX2 are asked for, unless OPENBLAS_CORETYPE names others.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { rateRow } from './row.mjs';

const source = join(import.meta.dirname, 'reference/sgemm.c');
const folder = join(import.meta.dirname, '../out/bench');

/** How the reference is compiled: its pass in vectors of this processor, or for any processor, as programs are distributed. */
const COMPILED = {
  here: ['-O3', '-march=native', '-fno-math-errno', '-fno-trapping-math'],
  anywhere: ['-O3'],
};

/**
 * `bare(rows, inputs, outputs, pass)` gives the processor seconds of one product; null where there is no C compiler or no BLAS with
 * cblas.h (Debian: libopenblas-dev). `peak()` gives those of a thousand million operations in fused multiply-adds. `close` ends the process.
 * With several threads all seconds are those of the clock.
 */
export function startBlas(threads = 1, compiled = 'here') {
  mkdirSync(folder, { recursive: true });
  const program = join(folder, `sgemm-${compiled}`);
  const { status } = spawnSync('cc', [...COMPILED[compiled], source, '-o', program, '-lopenblas', '-lm']);
  if (status !== 0) return null;
  const child = spawn(program, threads > 1 ? ['clock'] : [], {
    env: { OPENBLAS_CORETYPE: 'Haswell', ...process.env, OPENBLAS_NUM_THREADS: String(threads) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const bare = async (rows, inputs, outputs, pass = 0) => {
    child.stdin.write(`${rows} ${inputs} ${outputs} ${pass}\n`);
    return Number((await lines.next()).value);
  };
  return {
    bare,
    peak: () => bare(0, 0, 0),
    close: () => child.stdin.end(),
  };
}

/** Processor seconds of a call on this thread. */
export function processor(run) {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const least = (pairs, of) => Math.min(...pairs.map((pair) => pair[of]));
const median = (values) => sorted(values)[values.length >> 1];

/** Runs something once, and again for a tenth of a second: engines compile what runs often. */
async function warm(run) {
  const end = performance.now() + 100;
  do await run();
  while (performance.now() < end);
}

/**
 * Medians of alternating repeats, of what is warm; the ratio is the median of the ratios of neighbours, and `spread` its quartiles.
 * `quickest` is the ratio of the quickest of each: what a machine gives whose neighbours are quiet.
 */
export async function against(run, reference, repeats = 9) {
  await warm(run);
  await warm(reference);
  const pairs = [];
  for (let i = 0; i < repeats; i++) pairs.push([await run(), await reference()]);
  const ratios = sorted(pairs.map(([value, other]) => value / other));
  const quarter = repeats >> 2;
  return {
    value: median(pairs.map(([value]) => value)),
    reference: median(pairs.map(([, other]) => other)),
    ratio: median(ratios),
    quickest: least(pairs, 0) / least(pairs, 1),
    spread: (ratios[repeats - 1 - quarter] - ratios[quarter]) / median(ratios),
  };
}

/** The loop of fused multiply-adds on registers beside a product: how far everything else is from the peak of this core. */
export async function peakRow(blas) {
  const side = [1024, 512, 512];
  const measured = await against(
    () => blas.peak(),
    () => blas.bare(...side),
  );
  const work = { unit: 'GF/s', work: 1, other: (2 * 1024 * 512 * 512) / 1e9 };
  return rateRow(
    'machine/fused multiply-adds of one core (sgemm)',
    { technology: 'C' },
    side.join('x'),
    measured,
    work,
  );
}

/**
 * Keeps this process and those it starts on the first core it may use: neighbours of a virtual machine slow one core and not the other,
 * so what runs on two of them is not compared.
 */
export function stayOnOneCore() {
  const { stdout, error } = spawnSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' });
  const first = error ? null : /: (\d+)/.exec(stdout);
  const done = first !== null && spawnSync('taskset', ['-acp', first[1], String(process.pid)]).status === 0;
  if (!done) console.error('no taskset: this benchmark and its reference may run on different cores');
}

/**
 * The BLAS of this machine for `rows`, ended afterwards; null where there is none, which is said. With one thread this process stays on one
 * core from then on.
 */
export async function withBlas(rows, threads = 1) {
  if (threads === 1) stayOnOneCore();
  const blas = startBlas(threads);
  if (blas === null)
    console.error('no BLAS to compare with: rows beside it are left out (Debian: libopenblas-dev)');
  const made = await rows(blas);
  blas?.close();
  return made;
}
