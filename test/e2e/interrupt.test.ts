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
      const { child, output, ended } = startKir(['run', 'long.kir', '--events'], { cwd });
      await evaluating(output);
      const told = Date.now();
      child.kill(signal);
      expect(await ended).toBe(3);
      expect((Date.now() - told) / 1000).toBeLessThan(3);
      expect(existsSync(join(cwd, 'out'))).toBe(false);
      expect(parts(cwd)).toEqual([]);
      expect(output.stdout).toBe('');
      expect(output.stderr).toContain('interrupted');
    },
  );

  it('during training: exit 3, no weights half-written', async () => {
    const text = tiny
      .replace('epochs  = 3', 'epochs  = 500')
      .replace('train_images       = 400', 'train_images       = 5000');
    write(cwd, 'epochs.kir', text);
    const { child, output, ended } = startKir(['train', 'epochs.kir', '--events'], { cwd });
    for (let turn = 0; turn < 600 && !/"kind":"training/.test(output.stderr); turn++) await wait(50);
    const told = Date.now();
    child.kill('SIGINT');
    expect(await ended).toBe(3);
    expect((Date.now() - told) / 1000).toBeLessThan(3);
    expect(parts(cwd)).toEqual([]);
  });
});
