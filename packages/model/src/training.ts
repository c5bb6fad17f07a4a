import type { Chip } from './chip.js';
import type { Data } from './data.js';
import type { FileName } from './file.js';
import type { Network } from './network.js';
import type { Origin } from './origin.js';
import type { Count, Fraction, Quantity } from './quantity.js';

export type Optimizer =
  | { readonly kind: 'sgd'; readonly momentum: Count; readonly nesterov: boolean }
  | { readonly kind: 'adam' }
  | { readonly kind: 'adamw'; readonly weightDecay?: Count };

interface WarmUp {
  readonly warmUp?: Quantity<'epochs'>;
}

export type LearningRate = WarmUp &
  (
    | { readonly kind: 'constant'; readonly rate: Count }
    | {
        readonly kind: 'step';
        readonly start: Count;
        readonly factor: Count;
        readonly every: Quantity<'epochs'>;
      }
    | {
        readonly kind: 'exponential';
        readonly start: Count;
        readonly factor: Count;
        readonly every: Quantity<'epochs'>;
      }
    | { readonly kind: 'linear' | 'cosine'; readonly start: Count; readonly end: Count }
    | { readonly kind: 'one_cycle'; readonly peak: Count; readonly start?: Count; readonly end?: Count }
  );

export type InjectionLaw =
  | { readonly kind: 'additive'; readonly sigma: Fraction }
  | { readonly kind: 'multiplicative'; readonly sigma: Fraction | Count };

export interface Injection {
  readonly chip?: Chip;
  readonly effects: readonly string[];
  readonly strength: Count;
  readonly redraw: 'every_batch' | 'every_sample' | 'every_epoch';
  readonly fromEpoch: Count;
  readonly ramp?: Quantity<'epochs'>;
  readonly law?: InjectionLaw;
}

export interface Augment {
  readonly shift?: Count;
  readonly flip?: boolean;
  readonly crop?: Count;
}

/** How weights are made (language.md section 7, `train`). */
export interface Training {
  readonly name: string;
  readonly description?: string;
  readonly origin: Origin;
  readonly network: Network;
  readonly data: Data;
  readonly epochs: Count;
  readonly batch: Count;
  readonly optimizer: Optimizer;
  readonly learningRate: LearningRate;
  readonly weightDecay?: Count;
  readonly clipGradients?: Count;
  readonly clipWeights?: Quantity<'sigma'>;
  readonly augment?: Augment;
  readonly startFrom?: Network | { readonly kind: 'npz'; readonly file: FileName };
  readonly stopWhen?: { readonly kind: string; readonly patience?: Quantity<'epochs'> };
  readonly repeats: Count;
  readonly seed: Count;
  readonly recalibrateBatchNorm: boolean;
  readonly learnRanges: boolean;
  readonly inject?: Injection;
}
