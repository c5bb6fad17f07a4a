import type { Kernels } from '../products/kernels.js';
import { loadAddon } from './addon.js';
import { FUSED, nativeKernels } from './kernels.js';

/**
 * Kernels in C++ with the fastest instructions of this processor, or the reason why there are none. `fastMath` lets the products
 * of a sum be added without their own rounding.
 */
export function loadNative(fastMath = false): Kernels | string {
  const addon = loadAddon();
  if (typeof addon === 'string') return addon;
  const index = addon.names().findIndex((name) => name.endsWith(FUSED) === fastMath);
  if (index < 0) return 'this processor has none of the instructions that the native kernels need';
  return nativeKernels(addon, index);
}

/** Kernels for every kind of instructions that this processor has and that give the defined bits, for tests. */
export function everyNative(): readonly Kernels[] {
  const addon = loadAddon();
  if (typeof addon === 'string') return [];
  return addon.names().flatMap((name, index) => (name.endsWith(FUSED) ? [] : [nativeKernels(addon, index)]));
}
