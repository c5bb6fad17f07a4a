import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadKernels } from '@kirchhoff/kernels';
import { kir, scratch, write } from './kir.js';
import { tiny } from './study.js';

const cwd = scratch();
const textOf = (out: string, file: string): string => readFileSync(join(cwd, out, file), 'utf8');

interface Record {
  readonly kernels: string;
  readonly options: { readonly fastMath?: boolean };
}

function recordOf(out: string, ...more: string[]): Record {
  expect(kir(['run', 'tiny.kir', '--out', out, '--workers', '1', ...more], { cwd }).status).toBe(0);
  return JSON.parse(textOf(out, 'run.json')) as Record;
}

beforeAll(() => write(cwd, 'tiny.kir', tiny));

describe('--fast-math', () => {
  it('is recorded with the kernels that fuse, and changes bits where there are such', async () => {
    const defined = recordOf('defined');
    const fast = recordOf('fast', '--fast-math');
    const { fused } = await loadKernels(undefined, { fastMath: true });
    expect(defined.options.fastMath).toBeUndefined();
    expect(fast.options.fastMath).toBe(true);
    expect(fast.kernels).toBe(fused ? `${defined.kernels}, fast math` : defined.kernels);
    expect(textOf('fast', 'trials.csv') === textOf('defined', 'trials.csv')).toBe(!fused);
  });

  it('takes no chip from the store and keeps none: the defined bits come again', () => {
    recordOf('again');
    expect(textOf('again', 'trials.csv')).toBe(textOf('defined', 'trials.csv'));
  });
});
