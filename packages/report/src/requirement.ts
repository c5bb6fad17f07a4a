import type { Images, PlanCondition, PlanExperiment, TrialResult } from '@kirchhoff/plan';
import { asYield, yieldInterval } from '@kirchhoff/statistics';
import { evaluate, inPercent, titleOfEstimate } from './estimate.js';
import { networksOf } from './statistics.js';

const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(4))} %`;

const shownAs = ({ left }: PlanCondition, value: number): string =>
  inPercent(left) ? percent(value) : String(Number(value.toPrecision(4)));

/** A condition in words: `yield (accuracy loss < 1 %) >= 95 %`. */
export const conditionText = (condition: PlanCondition): string =>
  `${titleOfEstimate(condition.left).replace(/ \[[^\]]*\]/g, '')} ${condition.operator} ${shownAs(condition, condition.bound)}`;

/**
 * What the chips of a point say about a condition: chips that pass with the exact interval of the yield, or the estimate. Of several
 * networks on the same chips, each of which must meet it, the one with the fewest.
 */
export function evidenceText(
  condition: PlanCondition,
  trials: readonly TrialResult[],
  experiment: PlanExperiment,
  images: Images,
): string {
  const share = asYield(condition);
  if (share === undefined) return shownAs(condition, evaluate(condition.left, trials, experiment, images));
  const networks = networksOf(condition.left.of, trials, experiment);
  const counts = networks.map((values) => values.filter(share.passes).length);
  const passed = Math.min(...counts);
  const chips = networks[counts.indexOf(passed)]!.length;
  const { low, high } = yieldInterval(passed, chips, experiment.confidence);
  const which = networks.length > 1 ? `, the least of ${networks.length} networks` : '';
  return `${passed} of ${chips} chips (${(low * 100).toFixed(1)} – ${(high * 100).toFixed(1)} %)${which}`;
}
