import type { Work } from './worker/task.js';

/** What a run tells while it goes on; plain data, so that it can be streamed. */
export type RunEvent =
  /** Biases on the arrays (`bias = row`) beyond w_max x_max, which their cells hold clipped. */
  | {
      readonly kind: 'biases_clipped';
      readonly layer: string;
      readonly biases: number;
      /** Biases of the layer. */
      readonly of: number;
    }
  | {
      readonly kind: 'started';
      readonly points: number;
      /** Chips to evaluate, as far as it is known. */
      readonly trials: number;
      /** Chips known from earlier runs. */
      readonly known: number;
      readonly workers: number;
      readonly technology: string;
      /** Whether sums are fused. */
      readonly fastMath: boolean;
      /** Why the kernels are not those that were named; null where they are. */
      readonly fallback: string | null;
    }
  /** Software networks evaluated, inputs and converters calibrated. */
  | { readonly kind: 'prepared'; readonly seconds: number }
  | {
      readonly kind: 'progress';
      readonly trials: number;
      readonly ofTrials: number;
      /** Points whose trials are all done. */
      readonly points: number;
      readonly ofPoints: number;
      /** Half of the widest 95 % interval of a point's mean accuracy, a fraction; null while there is none. */
      readonly halfWidth: number | null;
    }
  | {
      readonly kind: 'worker_crash';
      readonly task: string;
      readonly attempt: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'finished';
      readonly seconds: number;
      /** What chips asked for, and how much of it was done once for several. */
      readonly work: Work;
    };
