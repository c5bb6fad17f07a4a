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

/** Work for one worker: indexes and ids into what it already has, and small numbers. */
export type Task =
  | ({ readonly kind: 'software' } & Subject)
  | ({ readonly kind: 'inputs'; readonly keep: number } & Subject)
  | ({
      readonly kind: 'converters';
      readonly chip: string;
      readonly mapping: string;
      readonly inputs: Calibration['inputs'];
    } & Subject)
  | {
      readonly kind: 'chip';
      readonly experiment: number;
      readonly point: number;
      readonly repeat: number;
      /** Null for the ideal chip: cells at their targets, converters ideal. */
      readonly trial: number | null;
      readonly calibration: Calibration;
      /** Class given by the software network, for every test image. */
      readonly predictions: Int32Array;
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

/** A chip's score, and what its experiment asks for beside it (`addedMetrics` of the plan). */
export interface ChipResult {
  readonly score: Score;
  readonly clippedBiases: readonly ClippedBiases[];
  readonly metrics: Readonly<Record<string, number>>;
}

export interface TaskResults {
  readonly software: SoftwareResult;
  readonly inputs: Calibration['inputs'];
  readonly converters: Calibration['converters'];
  readonly chip: ChipResult;
}
