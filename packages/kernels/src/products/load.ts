import { loadNative } from '../native/load.js';
import { refusalError } from '../refusal.js';
import { loadWasm } from '../wasm/load.js';
import { type Kernels, TECHNOLOGIES, type Technology } from './kernels.js';
import { plainKernels } from './plain.js';

const VARIABLE = 'KIRCHHOFF_KERNELS';

/** What may be asked of the kernels beside their technology. */
export interface KernelOptions {
  /** Fused multiply-add where the technology has it: faster on some processors, other bits. */
  readonly fastMath?: boolean;
}

function wanted(): Technology | undefined {
  const value = process.env[VARIABLE] ?? '';
  if (value === '') return undefined;
  const found = TECHNOLOGIES.find((technology) => technology === value);
  if (found !== undefined) return found;
  throw refusalError({ kind: 'contradiction', setting: VARIABLE, value, allowed: TECHNOLOGIES.join(' or ') });
}

async function loadFrom(first: Technology, options: KernelOptions): Promise<Kernels> {
  const reasons: string[] = [];
  if (first === 'native') {
    const native = loadNative(options.fastMath);
    if (typeof native !== 'string') return native;
    reasons.push(native);
  }
  if (first !== 'plain') {
    const wasm = await loadWasm();
    if (typeof wasm !== 'string') return { ...wasm, fallback: reasons[0] ?? null };
    reasons.push(wasm);
  }
  return plainKernels(reasons.length > 0 ? reasons.join('; ') : null);
}

/**
 * Kernels with a memory of their own: those named, else those of the environment variable KIRCHHOFF_KERNELS, else the fastest
 * there are, native before WebAssembly before plain. Where those named are missing the next are taken, and `fallback` says why.
 * A variable that names no technology is refused (RefusalError).
 */
export async function loadKernels(
  name: Technology | undefined = wanted(),
  options: KernelOptions = {},
): Promise<Kernels> {
  const kernels = await loadFrom(name ?? 'native', options);
  return name === undefined ? { ...kernels, fallback: null } : kernels;
}
