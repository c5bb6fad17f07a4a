import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
const bin = join(root, 'apps/cli/bin/kir.js');

/** Tells the largest memory of the process [KiB] in a file when it ends. */
const witness = `data:text/javascript,${encodeURIComponent(
  `import { writeFileSync } from 'node:fs';
   import { isMainThread } from 'node:worker_threads';
   if (isMainThread && process.env.MEMORY_FILE) process.on('exit', () => writeFileSync(process.env.MEMORY_FILE, String(process.resourceUsage().maxRSS)));`,
)}`;

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** [MiB] */
  readonly memory: number;
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
  const memoryFile = join(mkdtempSync(join(tmpdir(), 'kir-memory-')), 'memory');
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', witness, bin, ...args], {
    cwd,
    env: environment({ ...env, MEMORY_FILE: memoryFile }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = (Date.now() - started) / 1000;
  const memory = Number(readFileSync(memoryFile, 'utf8')) / 1024;
  rmSync(dirname(memoryFile), { recursive: true });
  return { status, stdout, stderr, seconds, memory };
}

/** Starts the built command; `output` grows while it runs. */
export function startKir(args: readonly string[], { cwd, env }: Surroundings) {
  const child = spawn(process.execPath, [bin, ...args], { cwd, env: environment(env) });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece: Buffer) => (output.stdout += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (output.stderr += piece.toString()));
  const ended = new Promise<number | null>((settle) => child.on('close', (code) => settle(code)));
  return { child, output, ended };
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
