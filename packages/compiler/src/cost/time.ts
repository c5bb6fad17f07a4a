import type { StudyCost } from './cost.js';

/** Measured speeds of one machine. */
export interface Rates {
  /** Of all workers together [1/s]. */
  readonly multiplyAccumulates: number;
  /** Cells programmed by all workers together [1/s]. */
  readonly cells: number;
  /** Float64 multiply-adds of array solves, of all workers together [1/s]. */
  readonly wireOperations: number;
  /** Of the training engine [1/s]. */
  readonly trainingMultiplyAccumulates: number;
}

/** Seconds a study takes at the given rates: training, and evaluation. */
export const estimateSeconds = (
  cost: StudyCost,
  rates: Rates,
): { readonly training: number; readonly evaluation: number } => ({
  training: cost.trainingMultiplyAccumulates / rates.trainingMultiplyAccumulates,
  evaluation:
    cost.multiplyAccumulates / rates.multiplyAccumulates +
    cost.cells / rates.cells +
    cost.wires.operations / rates.wireOperations,
});
