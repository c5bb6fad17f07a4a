import type { Technology } from '@kirchhoff/kernels';

/** Every implementation of the kernels, by name: whatever stands here is held to all laws. */
export const technologies: readonly Technology[] = ['plain', 'wasm'];
