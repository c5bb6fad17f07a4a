import type { Condition, Fraction, Quantity } from '@kirchhoff/model';
import { neverCertain, tooFewChips } from '../messages/statistics.js';
import type { Require } from '../syntax/ast.js';
import { chipsNeeded, largestShown } from './binomial.js';
import type { Checker } from './checker.js';
import type { PlainNode } from './node.js';

const frequencies: Readonly<Record<string, string>> = {
  '10': 'one time in ten',
  '20': 'one time in twenty',
  '100': 'one time in a hundred',
  '1000': 'one time in a thousand',
};

export interface Draws {
  readonly trials: PlainNode;
  readonly confidence: Fraction;
}

/** The share of chips that a requirement asks to pass, and its words; undefined for means and deviations. */
function shareAsked({ left, operator, bound }: Condition): { share: number; target: string } | undefined {
  const upward = operator === '>' || operator === '>=';
  if (left.kind === 'yield')
    return upward
      ? { share: bound.value, target: `a yield of ${bound.text}` }
      : { share: 1 - bound.value, target: `a yield of at most ${bound.text}` };
  if (left.kind !== 'quantile' && left.kind !== 'median') return undefined;
  const level = left.level?.value ?? 0.5;
  const target =
    left.kind === 'median' ? `a median of ${left.of}` : `a ${left.level?.text} quantile of ${left.of}`;
  return { share: upward ? 1 - level : level, target };
}

/** Reports a yield, a quantile or a median that so many chips cannot show (K401); true when it is feasible. */
export function feasible(
  condition: Condition,
  require: Require,
  { trials, confidence }: Draws,
  checker: Checker,
): boolean {
  const asked = shareAsked(condition);
  if (asked === undefined || !(asked.share > 0)) return true;
  const chips = (trials.value as { to: Quantity }).to;
  const alpha = 1 - confidence.value;
  if (asked.share >= 1) {
    checker.report(neverCertain(require.condition.bound.origin));
    return false;
  }
  const needed = [0, 1, 2].map((failures) => chipsNeeded(failures, asked.share, alpha));
  if (chips.value >= needed[0]) return true;
  const { left: written, bound: edge } = require.condition;
  const start = Math.min(written.origin.end + 1, edge.origin.start);
  const isDefault = trials.origin.uri === 'vocabulary';
  checker.report(
    tooFewChips(isDefault ? require.origin : trials.origin, {
      chips: chips.text,
      target: asked.target,
      confidence: confidence.text,
      same: `${(100 * largestShown(chips.value, alpha)).toFixed(1)} %`,
      chance:
        frequencies[String(Math.round(1 / alpha))] ??
        `with a probability of ${Number((100 * alpha).toPrecision(3))} %`,
      needed,
      requirement: { origin: { ...edge.origin, start }, label: 'the requirement' },
    }),
  );
  return false;
}
