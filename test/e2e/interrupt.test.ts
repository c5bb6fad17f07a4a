import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { kir, scratch, startKir, write } from './kir.js';
import { long, tiny } from './study.js';

const cwd = scratch();

const parts = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.part'));

/** Surroundings in which the process runs this program first. */
const loaded = (program: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(program)}`,
});

/** An IDX file of zeros. */
function idx(shape: readonly number[]): Buffer {
  const head = Buffer.from([
    0,
    0,
    8,
    shape.length,
    ...shape.flatMap((size) => [0, 0, size >> 8, size & 255]),
  ]);
  return Buffer.concat([head, Buffer.alloc(shape.reduce((product, size) => product * size, 1))]);
}

/** Waits until the output shows that chips are being evaluated. */
async function evaluating(output: { readonly stderr: string }): Promise<void> {
  for (let turn = 0; turn < 600; turn++) {
    if (/"kind":"(progress|trials|task)/.test(output.stderr)) return;
    await wait(50);
  }
  throw new Error(`no progress seen: ${output.stderr}`);
}

describe('Ctrl-C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s in the middle of a run: exit 3, nothing left behind',
    async (signal) => {
      write(cwd, 'long.kir', long);
      expect(kir(['train', 'long.kir'], { cwd }).status).toBe(0);
      const { child, output, ended, witnessed } = startKir(['run', 'long.kir', '--events'], { cwd });
      await evaluating(output);
      child.kill(signal);
      expect(await ended).toBe(3);
      expect(witnessed.secondsAfterSignal).toBeLessThan(3);
      expect(existsSync(join(cwd, 'out'))).toBe(false);
      expect(parts(cwd)).toEqual([]);
      expect(output.stdout).toBe('');
      expect(output.stderr).toContain('interrupted');
    },
  );

  it('while the program itself is read: exit 3, nothing said', () => {
    const env = loaded(`process.on('newListener', (name) => {
      if (name === 'SIGINT') process.kill(process.pid, 'SIGINT');
    });`);
    expect(kir(['--version'], { cwd, env })).toMatchObject({ status: 3, stdout: '', stderr: '' });
  });

  it('while data are read: exit 3 before the next file, nothing written', () => {
    for (const [part, count] of [
      ['train', 400],
      ['t10k', 100],
    ] as const) {
      write(cwd, `data/mnist/${part}-images-idx3-ubyte`, idx([count, 28, 28]));
      write(cwd, `data/mnist/${part}-labels-idx1-ubyte`, idx([count]));
    }
    write(cwd, 'mnist.kir', tiny.replace('data few from standard.digits', 'data few from standard.mnist'));
    const env = loaded(`
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { openSync } = fs;
      fs.openSync = (path, ...rest) => {
        if (String(path).endsWith('t10k-images-idx3-ubyte')) throw new Error('read on after the signal');
        if (String(path).endsWith('train-labels-idx1-ubyte')) process.kill(process.pid, 'SIGINT');
        return openSync(path, ...rest);
      };
      syncBuiltinESMExports();
    `);
    const outcome = kir(['run', 'mnist.kir', '--data', 'data'], { cwd, env });
    expect(outcome).toMatchObject({ status: 3, stdout: '' });
    expect(outcome.stderr).toContain('interrupted');
    expect(existsSync(join(cwd, 'out'))).toBe(false);
    expect(parts(cwd)).toEqual([]);
  });

  it('during training: exit 3, no weights half-written', async () => {
    const text = tiny
      .replace('epochs  = 3', 'epochs  = 500')
      .replace('train_images       = 400', 'train_images       = 5000');
    write(cwd, 'epochs.kir', text);
    const { child, output, ended, witnessed } = startKir(['train', 'epochs.kir', '--events'], { cwd });
    for (let turn = 0; turn < 600 && !/"kind":"training/.test(output.stderr); turn++) await wait(50);
    child.kill('SIGINT');
    expect(await ended).toBe(3);
    expect(witnessed.secondsAfterSignal).toBeLessThan(3);
    expect(parts(cwd)).toEqual([]);
  });
});
