import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../build-wasm.mjs', import.meta.url));

/** Brings dist/kernels.wasm up to date (or compiles to another file); returns what was printed. */
export function buildWasm(out?: string): string {
  return execFileSync(process.execPath, out ? [script, '--out', out] : [script], { encoding: 'utf8' });
}
