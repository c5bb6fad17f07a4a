import {
  type Images,
  metricOf,
  type PlanCondition,
  type PlanExperiment,
  type TrialResult,
} from '@kirchhoff/plan';
import { asYield, yieldInterval } from '@kirchhoff/statistics';
import { evaluate, inPercent, titleOfEstimate } from './estimate.js';

const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(4))} %`;

const shownAs = ({ left }: PlanCondition, value: number): string =>
  inPercent(left) ? percent(value) : String(Number(value.toPrecision(4)));

/** A condition in words: `yield (accuracy loss < 1 %) >= 95 %`. */
export const conditionText = (condition: PlanCondition): string =>
  `${titleOfEstimate(condition.left).replace(/ \[[^\]]*\]/g, '')} ${condition.operator} ${shownAs(condition, condition.bound)}`;

/** What the chips of a point say about a condition: chips that pass with the exact interval of the yield, or the estimate. */
export function evidenceText(
  condition: PlanCondition,
  trials: readonly TrialResult[],
  experiment: PlanExperiment,
  images: Images,
): string {
  const share = asYield(condition);
  if (share === undefined) return shownAs(condition, evaluate(condition.left, trials, experiment, images));
  const values = trials.map((trial) => metricOf(condition.left.of, experiment, trial));
  const passed = values.filter(share.passes).length;
  const { low, high } = yieldInterval(passed, values.length, experiment.confidence);
  return `${passed} of ${values.length} chips (${(low * 100).toFixed(1)} – ${(high * 100).toFixed(1)} %)`;
}
