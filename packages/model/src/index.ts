export type { Adc, Chip, ConverterRange, SignedScheme } from './chip.js';
export type { ArrayFile, Data, DataSource, ImageFiles, Normalise } from './data.js';
export type {
  Device,
  DriftExponent,
  MeasuredColumn,
  MeasuredTable,
  ProgrammingVariation,
  ReadNoise,
} from './device.js';
export type { Diagnostic, Fix, Mark, Note, Severity } from './diagnostic.js';
export type {
  AxisUnit,
  AxisValue,
  Condition,
  Estimate,
  Experiment,
  Find,
  Operator,
  Sweep,
  SweepAxis,
} from './experiment.js';
export type { FileName } from './file.js';
export type { GraphNode, GraphOperation, NetworkGraph } from './graph.js';
export type { CsvColumnFacts, FileFacts, Host } from './host.js';
export type { Activation, Layer, Network, NetworkSource, Padding } from './network.js';
export type { Origin } from './origin.js';
export type { Problem } from './problem.js';
export type { Basis, Count, Dimension, Fraction, Quantity, Spread } from './quantity.js';
export type { Histogram, Plot, Report, Table } from './report.js';
export type { Study } from './study.js';
export { outsideValid, type Outside } from './valid.js';
export type { Augment, Injection, InjectionLaw, LearningRate, Optimizer, Training } from './training.js';
