export { type Engine, type EngineName, engineNames, type EngineRefusal, loadEngine } from './engine.js';
export { TrainingFailure } from './failure.js';
export type { LabelledImages } from './images.js';
export { learningRateAt } from './schedule.js';
export { type TrainedNetwork, type TrainingOptions, type TrainingRequest, train } from './train.js';
export { trainingVersion, weightsKey, type WeightsOrigin } from './weights-key.js';
