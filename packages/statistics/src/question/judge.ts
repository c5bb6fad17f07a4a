import { bootstrapInterval } from '../bootstrap.js';
import { deviation } from '../deviation.js';
import type { Interval } from '../interval.js';
import { meanInterval } from '../meanInterval.js';
import { binomialCumulative } from '../quantileInterval.js';
import { type Looks, yieldLooks } from './yieldLooks.js';

type Operator = '<' | '<=' | '>' | '>=';

/** A condition on the chips of a point, in the units of its values; percentages are fractions. */
export interface Requirement {
  readonly left: {
    readonly kind: 'value' | 'mean' | 'median' | 'deviation' | 'quantile' | 'yield' | 'half_width';
    readonly level: number | null;
    readonly when: { readonly operator: Operator; readonly bound: number } | null;
  };
  readonly operator: Operator;
  readonly bound: number;
}

/** `holds` and `fails` are shown with the confidence asked; `open` is neither, with the chips there are. */
export type Verdict = 'holds' | 'fails' | 'open';

/**
 * The looks of a sequential test, which of them this is, the risk of a wrong verdict over all of them, and the step between possible
 * values [0: none].
 */
export interface Look extends Looks {
  readonly index: number;
  readonly risk: number;
  readonly resolution?: number;
}

const holdsFor: Readonly<Record<Operator, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** True where larger values meet the requirement. */
export const isUpward = (operator: Operator): boolean => operator === '>' || operator === '>=';

/** A share of chips that must reach `required`. */
interface Share {
  readonly passes: (value: number) => boolean;
  readonly required: number;
}

/**
 * A requirement as a yield: a quantile at level p is at least b where a share 1 - p of the chips is; undefined for means and
 * deviations.
 */
export function asYield({ left, operator, bound }: Requirement): Share | undefined {
  if (left.kind === 'yield') {
    const { operator: when, bound: limit } = left.when!;
    const upward = isUpward(operator);
    const passes = (value: number): boolean => holdsFor[when](value, limit) === upward;
    return { passes, required: upward ? bound : 1 - bound };
  }
  if (left.kind !== 'quantile' && left.kind !== 'median') return undefined;
  const level = left.kind === 'median' ? 0.5 : (left.level ?? 0.5);
  return {
    passes: (value) => holdsFor[operator](value, bound),
    required: isUpward(operator) ? 1 - level : level,
  };
}

function judgeShare({ passes, required }: Share, values: readonly number[], look: Look): Verdict {
  if (!(required > 0)) return look.index < (look.first ?? 0) ? 'open' : 'holds';
  if (!(required < 1)) return values.every(passes) ? 'open' : 'fails';
  const failures = values.filter((value) => !passes(value)).length;
  const { holds, fails } = yieldLooks(required, look, look.risk);
  if (failures <= holds[look.index]) return 'holds';
  return failures >= fails[look.index] ? 'fails' : 'open';
}

/** The risk is divided by the looks (Bonferroni); each side of the interval takes all of it, since only one can be wrong. */
function intervalOf(
  { left }: Requirement,
  values: readonly number[],
  { looks, first = 0, risk, resolution }: Look,
): Interval {
  const confidence = 1 - (2 * risk) / (looks.length - first);
  if (left.kind === 'deviation') return bootstrapInterval(values, deviation, { confidence });
  return meanInterval(values, confidence, resolution);
}

/** Whether the chips drawn until a look show that a requirement holds, or that it fails. */
export function judge(requirement: Requirement, values: readonly number[], look: Look): Verdict {
  const share = asYield(requirement);
  if (share !== undefined) return judgeShare(share, values, look);
  if (look.index < (look.first ?? 0)) return 'open';
  const { operator, bound } = requirement;
  const { low, high } = intervalOf(requirement, values, look);
  if (Number.isNaN(low) || Number.isNaN(high)) return 'open';
  const [worst, best] = isUpward(operator) ? [low, high] : [high, low];
  if (holdsFor[operator](worst, bound)) return 'holds';
  return holdsFor[operator](best, bound) ? 'open' : 'fails';
}

/** Chance to show a requirement at the last look below which it is not worth the chips. */
const leastChance = 0.2;

/**
 * True where an open yield is unlikely to be shown with the chips that are left, were its true value what the chips so far say.
 * Giving up early leaves the risk of `holds` as it is (a futility bound that binds nobody).
 */
export function isHopeless(requirement: Requirement, values: readonly number[], look: Look): boolean {
  const share = asYield(requirement);
  if (share === undefined || !(share.required > 0 && share.required < 1)) return false;
  if (look.index < (look.first ?? 0)) return false;
  const allowed = yieldLooks(share.required, look, look.risk).holds.at(-1)!;
  const failures = values.filter((value) => !share.passes(value)).length;
  if (failures > allowed) return true;
  const left = look.looks.at(-1)! - values.length;
  return binomialCumulative(allowed - failures, left, failures / values.length) < leastChance;
}
