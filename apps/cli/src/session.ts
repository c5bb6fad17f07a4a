import type { Technology } from '@kirchhoff/kernels';
import type { Terminal } from './terminal/terminal.js';

/** Options as every command may see them; a command declares those that mean something to it. */
export interface Options {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly events?: boolean;
  readonly workers?: number;
  readonly data?: string;
  readonly models?: string;
  readonly out?: string;
  readonly store?: string;
  readonly seed?: number;
  readonly force?: boolean;
  readonly kernels?: Technology;
  readonly fastMath?: boolean;
  readonly engine?: 'tfjs-node' | 'wasm' | 'cpu';
}

/** What a command works with beside its arguments. */
export interface Session<Own = object> {
  readonly terminal: Terminal;
  readonly options: Options & Own;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Folders searched for files that a study names: `--models` and `--data`, or their environment variables. */
export interface Folders {
  readonly models?: string;
  readonly data?: string;
}

export const foldersOf = ({ models, data }: Options): Folders => ({
  models: models ?? (process.env.KIRCHHOFF_MODELS || undefined),
  data: data ?? (process.env.KIRCHHOFF_DATA || undefined),
});
