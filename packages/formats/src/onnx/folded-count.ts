import { FormatError, wholeText } from '../failure.js';
import { MOST_FOLDED } from '../network/limits.js';
import type { Value } from './value.js';

/** Counts the values that folding makes anew; fails where they are more than memory should hold. */
export function foldedCount(): (value: Value, inputs: readonly (Value | undefined)[]) => void {
  let total = 0;
  return (value, inputs) => {
    if (value.kind !== 'constant') return;
    const shared = inputs.some((input) => input?.kind === 'constant' && input.data === value.data);
    total += shared ? 0 : value.data.length;
    if (total > MOST_FOLDED)
      throw new FormatError(`The model's constants unfold to more than ${wholeText(MOST_FOLDED)} values.`, {
        kind: 'oversize',
        expected: `at most ${wholeText(MOST_FOLDED)} values`,
        found: 'more',
      });
  };
}
