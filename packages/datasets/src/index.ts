export type { Dataset, ImageSet } from './dataset.js';
export { DIGIT_COUNTS, drawDigits, type Part } from './digits/draw.js';
export { DatasetFailure, type DatasetFailureKind, type DatasetProblem } from './failure.js';
export { loadDataset, type LoadOptions } from './load.js';
export { loadMeanImage, loadNormalise, type NormaliseSpec } from './mean-image.js';
export { normalise, type Normalise } from './normalise.js';
export { type PresetFacts, PRESETS } from './presets.js';
export type { DataReader } from './reader.js';
export type { ArraySource, DataSource, DataSpec, ImageSource, PresetName } from './source.js';
