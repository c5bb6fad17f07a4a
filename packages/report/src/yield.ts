import type { PlanCondition, PlanEstimate } from '@kirchhoff/plan';
import { asYield, type Interval, yieldInterval } from '@kirchhoff/statistics';

/** A yield over chips, each the mean of its networks, with its exact interval (Clopper and Pearson 1934); fractions. */
export interface ChipYield {
  readonly estimate: number;
  readonly interval: Interval;
  /** Chips. */
  readonly n: number;
}

/** The yield of a metric given by network and chip; there is at least one chip. */
export function yieldOfChips(
  estimate: PlanEstimate,
  networks: readonly (readonly number[])[],
  confidence: number,
): ChipYield {
  const condition: PlanCondition = { left: estimate, operator: '>=', bound: 0 };
  const { passes } = asYield(condition)!;
  const n = networks[0]?.length ?? 0;
  const passed = networks.reduce((sum, values) => sum + values.filter(passes).length, 0);
  return {
    estimate: passed / (n * networks.length),
    interval: yieldInterval(Math.round(passed / networks.length), n, confidence),
    n,
  };
}
