import type { NamedArrays, PlanChip, PlanMapping, PlanNetwork, PlanTraining } from '@kirchhoff/plan';
import type { LabelledImages } from './images.js';

/** What an injection needs of the plan beside the training. */
export interface InjectedChip {
  readonly chip: PlanChip;
  readonly mapping: PlanMapping;
}

/** One repeat of one training as plain data. */
export interface TrainingRequest {
  /** The training's id in the plan, for the log. */
  readonly id: string;
  readonly training: PlanTraining;
  readonly network: PlanNetwork;
  readonly repeat: number;
  /** [height, width, channels] */
  readonly shape: readonly number[];
  readonly classes: number;
  readonly train: LabelledImages;
  readonly test?: LabelledImages;
  /** The images that set the ranges of a chip's inputs and converters. */
  readonly calibration?: LabelledImages;
  /** Where the weights start; drawn from the seed where absent. */
  readonly start?: NamedArrays;
  /** The chip of `inject`, where it names one. */
  readonly injected?: InjectedChip;
}
