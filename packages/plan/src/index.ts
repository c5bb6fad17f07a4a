export type { PlanAdc, PlanChip, PlanConverterRange } from './chip.js';
export type { PlanData, PlanDataSource, PlanNormalise } from './data.js';
export type { PlanDevice, PlanProgrammingLaw, PlanTableLaw } from './device.js';
export type { PlanAxis, PlanCondition, PlanEstimate, PlanExperiment, PlanPoint } from './experiment.js';
export type { PlanFile } from './file.js';
export { canonicalJson, hashOf, identify } from './identity.js';
export { isRange, learnedRanges, type LearnedRanges, rangeNames, type RangeNames } from './learned.js';
export { limits } from './limits.js';
export type { PlanLayerMapping, PlanMapping } from './mapping.js';
export { type AddedMetric, addedColumns, addedMetrics } from './metrics.js';
export { metricOf } from './metric-of.js';
export type { AnalogNode, ConvNode, DenseNode, PlanNetwork, PlanNode } from './network.js';
export { arraysOf, isAlias, isAnalogNode } from './nodes.js';
export { type Plan, resultsVersion } from './plan.js';
export { planHash, type ReadPlan, readPlan, writePlan } from './read.js';
export type { PlanHistogram, PlanPlot, PlanReport, PlanTable } from './report.js';
export type { CellMap, ChipPortrait, CodeCounts, LayerPortrait } from './portrait.js';
export { resolutionOf } from './resolution.js';
export type {
  Baseline,
  Images,
  NamedArrays,
  Results,
  TrainedLayer,
  TrainingEpoch,
  TrialResult,
} from './result.js';
export type { Spread } from './spread.js';
export type { PlanLearningRate, PlanOptimizer, PlanTraining } from './training.js';
