import type { RunOptions } from '../options.js';
import type { ClippedBiases } from '../worker/task.js';

/** Tells of layers whose biases are clipped, once for each number of them. */
export function biasTeller(onEvent: RunOptions['onEvent']): (found: readonly ClippedBiases[]) => void {
  const told = new Set<string>();
  return (found) => {
    for (const clipped of found) {
      const name = `${clipped.layer} ${clipped.biases}`;
      if (!told.has(name)) onEvent?.({ kind: 'biases_clipped', ...clipped });
      told.add(name);
    }
  };
}
