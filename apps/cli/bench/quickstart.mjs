import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

const kir = join(import.meta.dirname, '../bin/kir.js');
const example = join(import.meta.dirname, '../../../dsl-examples/quickstart.kir');

/** Tells the largest resident memory of a process with all its threads [KiB] on descriptor 3 when it ends. */
const witness = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
   import { isMainThread } from 'node:worker_threads';
   if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`,
)}`;

/** A command in its own process: seconds and MiB. Throws where it fails. */
function measure(cwd, ...args) {
  const start = performance.now();
  const { status, stderr, output } = spawnSync(process.execPath, ['--import', witness, kir, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`kir ${args.join(' ')} ended with ${status}: ${stderr}`);
  return { seconds, memory: Number(output[3]) / 1024 };
}

/** From an empty folder, training included, and then again with the trained weights at hand. */
function runs(workers, kernels) {
  const cwd = mkdtempSync(join(tmpdir(), 'kirchhoff-bench-'));
  const options = ['--workers', String(workers), '--kernels', kernels];
  try {
    copyFileSync(example, join(cwd, 'quickstart.kir'));
    const whole = measure(cwd, 'run', 'quickstart.kir', ...options);
    const evaluation = measure(cwd, 'run', 'quickstart.kir', ...options);
    return { whole, evaluation, trials: readFileSync(join(cwd, 'out/quickstart/trials.csv'), 'utf8') };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

const row = (name, workers, fast, slow) => ({
  name: `cli/quickstart${name} (plain)`,
  technology: 'wasm',
  shape: `${workers} ${workers === 1 ? 'worker' : 'workers'}`,
  value: fast.seconds,
  unit: 's',
  reference: slow.seconds,
  ratio: fast.seconds / slow.seconds,
  memory: fast.memory,
  referenceMemory: slow.memory,
});

/** The quickstart by worker count, each beside the plain kernels with as many workers, whose results must be the same bytes. */
export function rows() {
  const counts = [...new Set([1, 2, availableParallelism()])];
  return counts.flatMap((workers) => {
    const [fast, slow] = ['wasm', 'plain'].map((kernels) => runs(workers, kernels));
    if (fast.trials !== slow.trials) throw new Error('the plain kernels gave other results');
    return [
      row('', workers, fast.whole, slow.whole),
      row(', weights kept', workers, fast.evaluation, slow.evaluation),
    ];
  });
}
