import { refusalError } from '../refusal.js';
import { loadWasm } from '../wasm/load.js';
import type { Kernels, Technology } from './kernels.js';
import { plainKernels } from './plain.js';

const VARIABLE = 'KIRCHHOFF_KERNELS';

function wanted(): Technology {
  const value = process.env[VARIABLE] ?? '';
  if (value === '' || value === 'wasm') return 'wasm';
  if (value === 'plain') return 'plain';
  throw refusalError({ kind: 'contradiction', setting: VARIABLE, value, allowed: 'wasm or plain' });
}

/**
 * Kernels with a memory of their own: those named, else those of the environment variable KIRCHHOFF_KERNELS, else
 * WebAssembly. Where WebAssembly SIMD is missing they are plain, and `fallback` says why. A variable that names no
 * technology is refused (RefusalError).
 */
export async function loadKernels(name: Technology = wanted()): Promise<Kernels> {
  if (name === 'plain') return plainKernels();
  const loaded = await loadWasm();
  return typeof loaded === 'string' ? plainKernels(loaded) : loaded;
}
