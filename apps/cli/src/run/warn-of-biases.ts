import type { RunEvent } from '@kirchhoff/runtime';
import type { Watcher } from './events.js';

/** Says which layers' biases their cells cannot hold; nothing about other events. */
export function warnOfBiases(event: RunEvent, watch: Pick<Watcher, 'warn'>): void {
  if (event.kind !== 'biases_clipped') return;
  const { layer, biases, of } = event;
  watch.warn(
    `${biases} of ${of} biases of ${layer} are larger than its largest weight times its largest input: a cell holds them clipped (bias = row)`,
  );
}
