import { integer, words } from '../attributes.js';
import { type Call, type Computed, computedInput, constantInput, Unsuitable } from '../value.js';

/** TensorProto.DataType of float, half, double and bfloat16; up to operator set 5 their names. */
const floats: readonly (number | string)[] = [1, 10, 11, 16, 'FLOAT', 'FLOAT16', 'DOUBLE'];

/** True where a Cast gives fractions, not whole numbers. */
export const castsToFloat = ({ node }: Call): boolean =>
  floats.includes(words(node, 'to', '') || integer(node, 'to', 1));

/** Values of the image stay what they are among floats. */
export function cast(call: Call): Computed {
  if (!castsToFloat(call)) throw new Unsuitable('it makes whole numbers of the values of the image');
  return computedInput(call, 0);
}

/** Dropout gives what it gets, unless it is told to act as in training (operator set 12 on). */
export function dropout(call: Call): Computed {
  if ((constantInput(call, 2)?.data[0] ?? 0) !== 0) throw new Unsuitable('it is in training mode');
  return computedInput(call, 0);
}
