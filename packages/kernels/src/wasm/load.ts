import { readFile } from 'node:fs/promises';
import type { Kernels } from '../products/kernels.js';
import { engine } from './engine.js';
import { wasmKernels } from './kernels.js';

/** Compiled by build-wasm.mjs; the same file for src/wasm and for dist/wasm. */
const binary = new URL('../../dist/kernels.wasm', import.meta.url);

/** Fresh kernels in WebAssembly, or the reason why there are none. */
export async function loadWasm(): Promise<Kernels | string> {
  if (!engine) return 'this engine has no WebAssembly';
  const bytes = await readFile(binary).catch(() => null);
  if (bytes === null) return 'dist/kernels.wasm is not built';
  if (!engine.validate(bytes)) return 'this engine has no WebAssembly SIMD';
  return wasmKernels(engine, await engine.compile(bytes));
}
