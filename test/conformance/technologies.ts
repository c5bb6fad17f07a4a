import { everyNative, type Kernels, loadKernels, type Technology } from '@kirchhoff/kernels';

/** Every implementation of the kernels, by name: whatever stands here is held to all laws. */
export const technologies: readonly Technology[] =
  everyNative().length > 0 ? ['plain', 'wasm', 'native'] : ['plain', 'wasm'];

/** The same loaded, the native ones with every kind of instructions that this processor has. */
export async function loadAll(): Promise<Map<string, Kernels>> {
  const loaded = new Map<string, Kernels>();
  for (const name of ['plain', 'wasm'] as const) loaded.set(name, await loadKernels(name));
  for (const kernels of everyNative()) loaded.set(`native, ${kernels.instructions}`, kernels);
  return loaded;
}
