import type { Origin } from '@kirchhoff/model';
import { blockOf } from '../vocabulary/blocks.js';
import type { Checker } from './checker.js';
import { finishChip } from './chip.js';
import { finishData } from './data.js';
import { finishDevice } from './device.js';
import { finishExperiment } from './experiment.js';
import type { Module } from './module.js';
import { finishNetwork } from './network.js';
import { poisoned, type StructNode } from './node.js';
import { finishReport } from './report.js';
import { finishTrain } from './train.js';

/** What a finisher knows beside the block itself. */
export interface Finishing {
  readonly identity: { readonly name: string; readonly origin: Origin; readonly description?: string };
  readonly checker: Checker;
  readonly module: Module;
  /** Something in the block was reported already; its model stays undefined. */
  readonly broken: boolean;
  /** Values under their camelCase keys. */
  readonly plain: Readonly<Record<string, unknown>>;
}

type Finish = (struct: StructNode, finishing: Finishing) => unknown;

const finishers: Readonly<Record<string, Finish>> = {
  data: finishData,
  network: finishNetwork,
  device: finishDevice,
  chip: finishChip,
  train: finishTrain,
  experiment: finishExperiment,
  report: finishReport,
};

/** The model of a block, checked as a whole; undefined where anything in it was reported. */
export function finish(struct: StructNode, finishing: Finishing): unknown {
  const broken = finishing.broken || [...struct.values.values()].some(poisoned);
  const before = { ...finishing, broken };
  // A nested block may bear the name of a kind: data has its own `train { images, labels }`.
  const finisher = blockOf(struct.word)?.fields === struct.fields ? finishers[struct.word] : undefined;
  if (finisher) return finisher(struct, before);
  if (broken) return undefined;
  return struct.word === 'adc' ? { ...named(finishing), ...finishing.plain } : finishing.plain;
}

/** Name, description and origin of a block. */
export function named({ identity }: Finishing) {
  const { name, origin, description } = identity;
  return { name, ...(description === undefined ? {} : { description }), origin };
}
