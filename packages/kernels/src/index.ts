export { calibrateConverters, calibratesPatches } from './calibrate/converters.js';
export type { CalibrationSettings, ConverterCalibration } from './calibrate/converters.js';
export { chipRefusals } from './chip.js';
export type { AnalogChip } from './chip.js';
export { type RangeArray, type RangeArrays, rangeArrays, scalesOfArrays } from './convert/arrays.js';
export type { Converter, ConverterRange } from './convert/converter.js';
export { type CodeTally, codeTally } from './convert/tally.js';
export { needsCalibration } from './convert/scales.js';
export type { FullScales } from './convert/scales.js';
export type { InputCoding, InputObservation, InputSettings, SerialDrive } from './input/coding.js';
export { observeInputs } from './input/observe.js';
export type { InputObserver } from './input/observe.js';
export { inputCoding, quantiseInputs } from './input/quantise.js';
export { mapWeights } from './map/map.js';
export type { MappedLayer, TargetDevice } from './map/map.js';
export type { LayerMatrix, WeightMapping } from './map/mapping.js';
export type { BiasRow } from './map/normalise.js';
export { readNoiseSigma } from './noise/law.js';
export type { OneOverF, ReadNoise } from './noise/law.js';
export { oracleConvert } from './oracle/convert.js';
export type { OracleConversion } from './oracle/convert.js';
export { oracleDrives, oracleInput } from './oracle/input.js';
export type { OracleDrive } from './oracle/input.js';
export type {
  OracleCells,
  OracleConverter,
  OracleErrors,
  OracleLayer,
  OracleNoise,
  OracleOutput,
  OraclePlace,
  OracleRange,
} from './oracle/layer.js';
export { oracleReadNoise } from './oracle/noise.js';
export { oracleProgram } from './oracle/program.js';
export type { OracleDraws, OracleProgrammed } from './oracle/program.js';
export { oracleRead } from './oracle/read.js';
export { oracleConductance, oracleFractions, oracleQuantile } from './oracle/targets.js';
export type { OracleWeights } from './oracle/targets.js';
export { oracleCurrents, oracleMatrix } from './oracle/wires.js';
export type { OracleArray, OracleCurrents } from './oracle/wires.js';
export { conductanceEnds } from './program/device.js';
export type {
  ConductanceEnds,
  ConductanceSpread,
  Device,
  Drift,
  DriftExponent,
  ProgrammingLaw,
  Relaxation,
} from './program/device.js';
export { measuredRefusals, measuredTable } from './program/measured.js';
export type { MeasuredColumns, MeasuredTable } from './program/measured.js';
export { lawSigma } from './program/sigma.js';
export type { LawSetting, Sigma } from './program/sigma.js';
export { idealLayer, programLayer } from './program/program.js';
export type { ProgrammedLayer, Programming } from './program/program.js';
export type { Attempts } from './program/verify.js';
export { drawnWeights, drawsByParts } from './read/drawn.js';
export { effectiveWeights } from './read/effective.js';
export { oneArray } from './read/geometry.js';
export type { Geometry, Piece } from './read/geometry.js';
export type {
  MatrixRead,
  ReadCall,
  ReadDraws,
  ReadLayer,
  ReadSettings,
  ReadTally,
  ReferenceRead,
} from './read/layer.js';
export { prepareRead, releaseRead } from './read/prepare.js';
export { readLayer, readsActivations, readsPatches } from './read/read.js';
export { type RangeGradient, rangeSlopes, type RangeSlopes, type SlopeCall } from './read/slopes.js';
export { isRefusalError } from './refusal.js';
export type { Refusal, RefusalError } from './refusal.js';
export type {
  ConversionTable,
  ConvertCall,
  ConvertTerm,
  Kernels,
  Operands,
  PackedConversion,
  PackedPlane,
  Patches,
  ProductCall,
  SerialInputs,
  SharedTerm,
  SumOrder,
  Technology,
} from './products/kernels.js';
export { loadKernels } from './products/load.js';
export type { KernelOptions } from './products/load.js';
export { plainPointwise } from './products/pointwise.js';
export type { Pointwise } from './products/pointwise.js';
export { everyNative } from './native/load.js';
export { bitLines } from './wires/columns.js';
export type { BitLine } from './wires/columns.js';
export { effectiveMatrix } from './wires/matrix.js';
export type { ArraySize } from './wires/matrix.js';
export { hasWires } from './wires/resistances.js';
export type { WireResistances } from './wires/resistances.js';
export { wireLayer } from './wires/wired.js';
export type { WiredLayer } from './wires/wired.js';
export { hardSwish, leakyRelu, relu, relu6, sigmoid, tanh } from './digital/activation.js';
export type { Activation } from './digital/activation.js';
export { add } from './digital/add.js';
export { affine, affineOf } from './digital/affine.js';
export type { Affine, Normalisation } from './digital/affine.js';
export { concat, slice, transpose } from './digital/arrange.js';
export type { Slice } from './digital/arrange.js';
export { argmax, ranks } from './digital/argmax.js';
export { crossEntropy } from './digital/entropy.js';
export { filterMatrices, matrixFilters } from './digital/filters.js';
export type { FilterMatrices, FilterShape } from './digital/filters.js';
export { foldNormalisation } from './digital/fold.js';
export type { FoldedLayer } from './digital/fold.js';
export { convolve, dense, forPatches, packLayer, releaseLayer } from './digital/layer.js';
export type { ConvolutionInput, SoftwareLayer } from './digital/layer.js';
export { mean } from './digital/mean.js';
export { pad } from './digital/pad.js';
export type { PadShape } from './digital/pad.js';
export { fillPatches } from './digital/patches.js';
export type { PatchesCall } from './digital/patches.js';
export { averagePool, globalAveragePool, maxPool } from './digital/pool.js';
export { logSoftmax, softmax } from './digital/softmax.js';
export { loadGradients } from './wasm/gradients.js';
export type { ConvolutionShape, GradientKernels } from './wasm/gradients.js';
export { windowPositions } from './digital/window.js';
export type { ImageShape, Window } from './digital/window.js';
