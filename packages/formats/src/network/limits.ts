import { FormatError, wholeText } from '../failure.js';

/** Most nodes of a network. */
export const MOST_NODES = 10_000;
/** Most values of one image at one node, and of one constant. */
export const MOST_VALUES = 2 ** 28;

/** Most values that are made anew while constants of a model are folded. */
export const MOST_FOLDED = 2 ** 26;

/** Product of dimensions that are whole, not negative and together at most `most`; throws FormatError. */
export function valuesOf(shape: readonly number[], what: string, most = MOST_VALUES): number {
  const count = shape.reduce((product, size) => product * size, 1);
  const extent = shape.reduce((product, size) => product * Math.max(1, size), 1);
  if (shape.length <= 8 && shape.every((size) => Number.isSafeInteger(size) && size >= 0) && extent <= most)
    return count;
  const found = shape.slice(0, 8).join(' × ') + (shape.length > 8 ? ' × …' : '');
  throw new FormatError(`The shape of ${what} cannot be read: ${found}.`, {
    kind: 'bad_shape',
    expected: `at most 8 dimensions and ${wholeText(most)} values`,
    found,
  });
}
