import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWasm } from '../products/build.js';

const hash = (file: string | URL): string => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('dist/kernels.wasm', () => {
  it('is built only where something changed', () => {
    buildWasm();
    expect(buildWasm()).toBe('');
  });

  it('comes out the same, byte for byte, from another compilation', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kirchhoff-wasm-'));
    const other = join(folder, 'other.wasm');
    try {
      buildWasm(other);
      expect(hash(other)).toBe(hash(new URL('../../dist/kernels.wasm', import.meta.url)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
