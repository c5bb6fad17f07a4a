import type { Diagnostic } from '@kirchhoff/model';
import { report } from './report.js';

/** One layer when a training failed. */
export interface FailedLayer {
  readonly layer: string;
  /** max|W| */
  readonly maxWeight: number;
  /** sigma_W / max|W| */
  readonly weightSpread: number;
}

const number = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(3))) : 'no number';

/** K414: a training diverged or collapsed; nothing of it is kept as trained. */
export function trainingFailed(parts: {
  readonly training: string;
  readonly repeat: number;
  /** What happened, with its epoch. */
  readonly what: string;
  readonly layers: readonly FailedLayer[];
  /** Networks of the study that were trained beside it. */
  readonly kept?: number;
  readonly advice: readonly string[];
}): Diagnostic {
  const { training, repeat, what, layers, kept = 0, advice } = parts;
  const weights = layers.map(
    ({ layer, maxWeight, weightSpread }) =>
      `${layer} max|W| = ${number(maxWeight)}, sigma_W / max|W| = ${number(weightSpread)}`,
  );
  const failure = report({
    code: 'K414',
    title: `training ${training} gave no network (repeat ${repeat})`,
    why: what,
    note: `the weights then: ${weights.join('; ')}`,
    fixes: advice,
  });
  if (kept === 0) return failure;
  const others = kept === 1 ? 'one other network of the study is' : `${kept} other networks of the study are`;
  const text = `${others} trained and kept: with this training mended or left out, they are not trained again`;
  return { ...failure, notes: [...failure.notes, { kind: 'note', text }] };
}
