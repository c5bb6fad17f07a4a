// The kernels that are faster than the definition.
import { loadKernels } from '@kirchhoff/kernels';

/** The fastest there are, and WebAssembly. */
export async function fastKernels() {
  const { technology } = await loadKernels();
  return Promise.all([...new Set([technology, 'wasm'])].map((name) => loadKernels(name)));
}
