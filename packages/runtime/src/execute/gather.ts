import type { AddedMetric } from '@kirchhoff/plan';
import { metricsOf } from '../worker/meter.js';
import { scoreOf } from '../worker/score.js';
import type { ChipPart, ChipResult, Work } from '../worker/task.js';

/** The result of a chip from parts in image order. */
export function resultOf(parts: readonly ChipPart[], asked: readonly AddedMetric[]): ChipResult {
  const score = scoreOf(parts.map((part) => part.score));
  const metrics = metricsOf(
    asked,
    score,
    parts.map(({ measured }) => measured),
  );
  return { score, clippedBiases: parts[0]!.clippedBiases, metrics };
}

export const noWork: Work = {
  layers: 0,
  programmed: 0,
  packed: 0,
  outputs: 0,
  computed: 0,
  batches: 0,
  coded: 0,
  arrays: 0,
};

/** Work of two tasks. */
export const plus = (a: Work, b: Work): Work => ({
  layers: a.layers + b.layers,
  programmed: a.programmed + b.programmed,
  packed: a.packed + b.packed,
  outputs: a.outputs + b.outputs,
  computed: a.computed + b.computed,
  batches: a.batches + b.batches,
  coded: a.coded + b.coded,
  arrays: a.arrays + b.arrays,
});
