import { identify } from '@kirchhoff/plan';
import type { Engine } from './engine.js';

/** What a trained network depends on beside its job. */
export interface WeightsOrigin {
  /** The training's id: the hash of network, data and training in the plan. */
  readonly training: string;
  readonly repeat: number;
  /** Hash of the images and labels used. */
  readonly dataHash: string;
  readonly engine: Pick<Engine, 'name' | 'version'>;
}

/** Raised when a change of this package changes the weights that the same job gives. */
export const trainingVersion = 3;

/** The name under which trained weights are stored and found again. */
export const weightsKey = ({ training, repeat, dataHash, engine }: WeightsOrigin): string =>
  identify({ training, repeat, dataHash, engine: engine.name, version: engine.version, trainingVersion });
