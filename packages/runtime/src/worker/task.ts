import type { FullScales, InputObservation } from '@kirchhoff/kernels';

/** Weights of one repeat on one data set: what baselines and calibrations depend on. */
export interface Subject {
  readonly network: string;
  readonly data: string;
  readonly weights: string;
  readonly repeat: number;
}

/** What the calibration images say, by node (model.md sections 4 and 5). */
export interface Calibration {
  readonly inputs: Readonly<Record<string, InputObservation>>;
  /** Absent where converters need none. */
  readonly converters: Readonly<Record<string, FullScales>>;
}

/** A chip instance, or an ideal chip, to run; indexes into the plan. */
export interface ChipOfTask {
  readonly experiment: number;
  readonly point: number;
  readonly repeat: number;
  /** Null for the ideal chip: cells at their targets, converters ideal. */
  readonly trial: number | null;
  readonly calibration: Calibration;
  /** Names the calibration of its converters; null where they have none. */
  readonly ranges: string | null;
  /** Class given by the software network, for every test image; null where nobody compares. */
  readonly predictions: Int32Array | null;
}

/** Test images [first, first + count). */
export type ImageRange = readonly [first: number, count: number];

/** Work for one worker: indexes and ids into what it already has, and small numbers. */
export type Task =
  | ({ readonly kind: 'software'; readonly images: ImageRange } & Subject)
  | ({ readonly kind: 'inputs'; readonly keep: number } & Subject)
  | ({
      readonly kind: 'converters';
      readonly chip: string;
      readonly mapping: string;
      readonly inputs: Calibration['inputs'];
    } & Subject)
  | {
      readonly kind: 'chips';
      /** Chips of one subject that are drawn and run together. */
      readonly chips: readonly ChipOfTask[];
      readonly images: ImageRange;
    };

/** Counts over all test images. */
export interface Score {
  readonly images: number;
  readonly correct: number;
  /** Images classified as the software network does. */
  readonly agreeing: number;
  /** Images whose class is among the five likeliest. */
  readonly topFive: number;
  /** Sum over images in order, float64 [nat]. */
  readonly crossEntropy: number;
}

/** Counts over some images, and the cross-entropy of each [nat]. */
export interface PartialScore extends Omit<Score, 'crossEntropy'> {
  readonly losses: Float32Array;
}

/** Of some images. */
export interface SoftwarePart {
  readonly score: PartialScore;
  readonly predictions: Int32Array;
}

export interface SoftwareResult {
  readonly score: Score;
  readonly predictions: Int32Array;
}

/** Biases on the arrays that are larger than their cells can hold. */
export interface ClippedBiases {
  readonly layer: string;
  readonly biases: number;
  /** Biases of the layer. */
  readonly of: number;
}

/** Sums of squares in the order of images and outputs, float64. */
export interface Deviation {
  signal: number;
  error: number;
}

/** By layer: deviations where they were asked for, and what its converters did. */
export interface Measurement {
  readonly deviations: Readonly<Record<string, Deviation>>;
  readonly conversions: Readonly<Record<string, { readonly conversions: number; readonly clipped: number }>>;
}

/** A chip on some images. */
export interface ChipPart {
  readonly score: PartialScore;
  readonly clippedBiases: readonly ClippedBiases[];
  readonly measured: Measurement;
}

/** What chips asked for, and how much of it was done: the rest was shared. */
export interface Work {
  /** Layers of chips, those whose cells were programmed, and those that were packed to be read. */
  readonly layers: number;
  readonly programmed: number;
  readonly packed: number;
  /** Layer outputs [images x layers], analog or in software. */
  readonly outputs: number;
  readonly computed: number;
  /** Batches of images at the first layer, and those whose inputs were coded. */
  readonly batches: number;
  readonly coded: number;
  /** Arrays made for activations. */
  readonly arrays: number;
}

/** One part for every chip of the task. */
export interface ChipParts {
  readonly parts: readonly ChipPart[];
  readonly work: Work;
}

/** A chip's score, and what its experiment asks for beside it (`addedMetrics` of the plan). */
export interface ChipResult {
  readonly score: Score;
  readonly clippedBiases: readonly ClippedBiases[];
  readonly metrics: Readonly<Record<string, number>>;
}

export interface TaskResults {
  readonly software: SoftwarePart;
  readonly inputs: Calibration['inputs'];
  readonly converters: Calibration['converters'];
  readonly chips: ChipParts;
}
