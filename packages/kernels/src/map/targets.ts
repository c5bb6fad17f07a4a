import type { ConductanceEnds } from '../program/device.js';
import type { LayerMatrix } from './mapping.js';
import { normalised } from './normalise.js';

const { abs } = Math;

interface Range {
  readonly ends: ConductanceEnds;
  /** Whether w = 0 sits at mid-range. */
  readonly centred: boolean;
}

/** Rows of targets [S] of w and, of a pair, of -w. (w + |w|) / 2 is the positive part without a branch, which random signs would make dear. */
function fillRows(
  weights: Float32Array,
  scale: Float64Array,
  { ends, centred }: Range,
  plus: Float32Array,
  minus: Float32Array,
): void {
  const { off, range } = ends;
  const outputs = scale.length;
  for (let first = 0; first < weights.length; first += outputs)
    for (let n = 0; n < outputs; n++) {
      const w = normalised(weights[first + n], scale[n]);
      const from = centred ? 1 : abs(w);
      minus[first + n] = off + ((from - w) / 2) * range;
      plus[first + n] = off + ((from + w) / 2) * range;
    }
}

/**
 * Writes the targets of whole, unrounded weights: model.md section 1, item 4, what `cellFraction` says value by value. `planes` are
 * those of the positive and, in pairs, of the negative cells, each [groups x inputs x outputs].
 */
export function wholeTargets(
  { groups, inputs, outputs, weights }: LayerMatrix,
  scale: Float64Array,
  range: Range,
  [plus, minus = plus]: readonly Float32Array[],
): void {
  const size = inputs * outputs;
  for (let group = 0; group < groups; group++) {
    const own = scale.subarray(group * outputs, (group + 1) * outputs);
    const [from, to, less] = [weights, plus, minus].map((values) =>
      values.subarray(group * size, (group + 1) * size),
    );
    fillRows(from, own, range, to, less);
  }
}
