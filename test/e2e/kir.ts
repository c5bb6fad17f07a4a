import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
const bin = join(root, 'apps/cli/bin/kir.js');

/** What the process tells of itself when it ends. */
interface Witnessed {
  /** Processor time of all its threads [s]. */
  readonly seconds: number;
  /** The part of it after the first signal [s]. */
  readonly secondsAfterSignal: number;
  /** Largest memory [MiB]. */
  readonly memory: number;
}

/** Writes it into the file that WITNESS names; a process that is killed writes nothing. */
const witness = `data:text/javascript,${encodeURIComponent(
  `import { existsSync, readFileSync, writeFileSync } from 'node:fs';
   import { isMainThread } from 'node:worker_threads';
   if (isMainThread) {
     const file = process.env.WITNESS;
     delete process.env.WITNESS;
     const spent = (before) => { const { user, system } = process.cpuUsage(before); return (user + system) / 1e6; };
     const status = '/proc/self/status';
     // maxRSS of Linux counts the process that started this one.
     const peak = () => existsSync(status)
       ? Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync(status, 'utf8'))[1])
       : process.resourceUsage().maxRSS;
     let told = process.cpuUsage();
     for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (told = process.cpuUsage()));
     process.on('exit', () => writeFileSync(file, JSON.stringify({
       seconds: spent(), secondsAfterSignal: spent(told), memory: peak() / 1024 })));
   }`,
)}`;

/** A file for the witness; `read` gives what it wrote, undefined where it was killed, and removes it. */
function witnessFile(): { readonly path: string; readonly read: () => Witnessed | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'kir-witness-'));
  const path = join(folder, 'witness.json');
  return {
    path,
    read: () => {
      const told = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Witnessed) : undefined;
      rmSync(folder, { recursive: true });
      return told;
    },
  };
}

export interface Outcome extends Witnessed {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

function environment(env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(KIRCHHOFF_|NODE_OPTIONS|FORCE_COLOR)/.test(name)),
  );
  return { ...clean, NO_COLOR: '1', ...env };
}

/** Runs the built command as a user does and waits for its end. */
export function kir(args: readonly string[], { cwd, env }: Surroundings): Outcome {
  const file = witnessFile();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', witness, bin, ...args], {
    cwd,
    env: environment({ ...env, WITNESS: file.path }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr, ...file.read()! };
}

/** Starts the built command; `output` grows while it runs, `witnessed` is filled when it has ended by itself. */
export function startKir(args: readonly string[], { cwd, env }: Surroundings) {
  const file = witnessFile();
  const child = spawn(process.execPath, ['--import', witness, bin, ...args], {
    cwd,
    env: environment({ ...env, WITNESS: file.path }),
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece: Buffer) => (output.stdout += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (output.stderr += piece.toString()));
  const witnessed: Partial<Witnessed> = {};
  const ended = new Promise<number | null>((settle) =>
    child.on('close', (code) => {
      Object.assign(witnessed, file.read());
      settle(code);
    }),
  );
  return { child, output, ended, witnessed };
}

/** A folder of its own for a test file, removed at its end. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kir-e2e-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function write(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Says that a report is one clear report and not a crash. */
export function expectReport({ stdout, stderr }: Outcome): void {
  const text = stdout + stderr;
  expect(text).not.toMatch(/\n\s+at .*[:(]\d+/);
  expect(text).not.toMatch(/node:internal|Error:|undefined|NaN|\[object/);
  expect(text).not.toContain('this is a bug');
}
