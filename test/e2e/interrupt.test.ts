import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { kir, scratch, startKir, write } from './kir.js';
import { long, tiny } from './study.js';

const cwd = scratch();

const parts = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.part'));

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
    const early = `process.once('newListener', () => process.kill(process.pid, 'SIGINT'));`;
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(early)}` };
    expect(kir(['--version'], { cwd, env })).toMatchObject({ status: 3, stdout: '', stderr: '' });
  });

  it('while data are read: exit 3, nothing written', async () => {
    write(cwd, 'data/mnist/train-images-idx3-ubyte', manyImages());
    write(cwd, 'mnist.kir', tiny.replace('data few from standard.digits', 'data few from standard.mnist'));
    const reading = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
      const { openSync } = fs;
      fs.openSync = (path, ...rest) => {
        if (String(path).endsWith('idx3-ubyte')) process.kill(process.pid, 'SIGINT');
        return openSync(path, ...rest);
      };
      syncBuiltinESMExports();`;
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(reading)}` };
    const outcome = kir(['run', 'mnist.kir', '--data', 'data'], { cwd, env });
    expect(outcome).toMatchObject({ status: 3, stdout: '' });
    expect(outcome.secondsAfterSignal).toBeLessThan(3);
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
