export { compile, type Compiled } from './compile.js';
export type { AxisCost } from './cost/axis.js';
export { cost, type ExperimentCost, type StudyCost } from './cost/cost.js';
export type { LayerCost } from './cost/layer.js';
export { memoryOfRun } from './cost/memory.js';
export { estimateSeconds, type Rates } from './cost/time.js';
export { describeNetwork, type NodeDescription } from './describe.js';
export { dataFacts, type DataFacts, standardFacts } from './records/facts.js';
export { refusals } from './refusals/refusals.js';
