import pico from 'picocolors';
import type { Terminal } from '../../src/terminal/terminal.js';

/** A terminal that remembers what was written. */
export function recorder(
  given: Partial<Terminal> = {},
): Terminal & { readonly said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  return {
    said,
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    color: pico.createColors(false),
    colored: false,
    interactive: false,
    columns: 80,
    quiet: false,
    json: false,
    ...given,
  };
}
