import type { Technology } from '@kirchhoff/kernels';
import type { RunEvent } from './events.js';
import type { Recorded } from './recorded.js';

export interface RunOptions {
  /** Threads; the machine's cores unless given. Results do not depend on it. */
  readonly workers?: number;
  /** The fastest there is unless given. Results do not depend on it. */
  readonly technology?: Technology;
  /** Lets kernels fuse multiplications and additions where they can: other bits than the definition's. */
  readonly fastMath?: boolean;
  /** Trials of earlier runs, which are not evaluated again, and where new ones are kept. */
  readonly recorded?: Recorded;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** Names of the experiments to run; all unless given. */
  readonly experiments?: readonly string[];
  /** For tests: a worker file that stands in for the built one. */
  readonly entry?: URL;
  /** For tests: with false every chip is drawn and run by itself. Results do not depend on it. */
  readonly sharing?: boolean;
  /** For tests: hands out the chips in another order, made from this number. Results do not depend on it. */
  readonly shuffle?: number;
}
