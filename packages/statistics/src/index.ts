export { betaCumulative, betaQuantile } from './beta.js';
export { bootstrapInterval, type BootstrapOptions } from './bootstrap.js';
export { chipsToShowYield } from './chipsToShowYield.js';
export { type Comparison, holm, pairedComparisons } from './comparisons.js';
export { deviation } from './deviation.js';
export { type GridPoint, varianceShares, type VarianceShares } from './effects.js';
export { imageError } from './imageError.js';
export { DEFAULT_CONFIDENCE } from './interval.js';
export type { Interval } from './interval.js';
export { lookConfidence, looksBetween } from './looks.js';
export { mean } from './mean.js';
export { meanInterval } from './meanInterval.js';
export { pairedDifference } from './pairedDifference.js';
export { asYield, isHopeless, judge, type Look, type Requirement, type Verdict } from './question/judge.js';
export { knee } from './question/knee.js';
export { type Line, linesOf } from './question/lines.js';
export {
  type Finding,
  type Judged,
  type Question,
  search,
  type Searching,
  type Values,
} from './question/search.js';
export { type YieldLooks, yieldLooks } from './question/yieldLooks.js';
export { quantile } from './quantile.js';
export { binomialCumulative, quantileInterval } from './quantileInterval.js';
export { chipMeans, summariseRepeats } from './repeats.js';
export type { RepeatSummary } from './repeats.js';
export { studentCumulative, studentQuantile } from './student.js';
export { summarise } from './summarise.js';
export type { QuantileValue, Summary, SummaryOptions } from './summarise.js';
export { yieldInterval, yieldLowerBound, yieldUpperBound } from './yield.js';
export { welchDifference, type WelchDifference } from './welchDifference.js';
