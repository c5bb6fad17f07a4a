import { isRefusalError } from '@kirchhoff/kernels';

/** What a task was doing, for people: `chip 17 of point 4 of sigma_study`. */
export type TaskName = string;

/** Why a run ended without results: a closed union by `kind`. */
export type FailureKind =
  | 'interrupted'
  /** A worker ended, or failed on the same task again and again. */
  | 'worker'
  /** The chip asks for what kernels do not compute. */
  | 'refused'
  /** Ranges are to be calibrated and the data set has no training images. */
  | 'no_calibration_images'
  /** Weights have other shapes than the network. */
  | 'weights';

export class RunFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly details: { readonly task?: TaskName; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'RunFailure';
  }
}

/** What was thrown, where it says why a run cannot end; undefined for anything else. */
export function failureOf(cause: unknown): RunFailure | undefined {
  if (cause instanceof RunFailure) return cause;
  return isRefusalError(cause) ? new RunFailure('refused', cause.message, { cause }) : undefined;
}
