import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';

/** The machine a run was made on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** [bytes] */
  readonly memory: number;
  readonly platform: string;
  readonly node: string;
}

export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: totalmem(),
    platform: `${platform()} ${arch()} ${release()}`,
    node: process.versions.node,
  };
}
