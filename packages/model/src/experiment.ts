import type { Chip } from './chip.js';
import type { Data } from './data.js';
import type { Network } from './network.js';
import type { Origin } from './origin.js';
import type { Count, Fraction, Quantity } from './quantity.js';
import type { Training } from './training.js';

/** `yield(accuracy_loss < 1 %)`, `median(accuracy)`, `accuracy`: a number made from trials, a training log or an axis. */
export interface Estimate {
  /** `value`: the bare name of a metric, a training column or an axis. */
  readonly kind: 'value' | 'mean' | 'median' | 'deviation' | 'quantile' | 'yield' | 'half_width';
  /** Metric, training column or axis name in DSL spelling: `accuracy_loss`, `epoch`, `sigma`. */
  readonly of: string;
  /** The level of `quantile`. */
  readonly level?: Fraction;
  /** The condition of `yield`. */
  readonly when?: { readonly operator: Operator; readonly bound: Quantity };
  readonly origin: Origin;
}

export type Operator = '<' | '<=' | '>' | '>=';

export interface Condition {
  readonly left: Estimate;
  readonly operator: Operator;
  readonly bound: Quantity;
  readonly origin: Origin;
}

/**
 * One value of an axis: what it sets, its label, and its number [SI or fraction] where it is one. An axis over `vary` or `analog`
 * may hold the one value `each_layer`, which stands for every analog layer of the network.
 */
export interface AxisValue {
  /** Any value the field may hold: Quantity, word, Device, SignedScheme, … */
  readonly value: unknown;
  readonly label: string;
  readonly number?: number;
}

export interface SweepAxis {
  readonly name: string;
  /** Keys from the experiment to the field, camelCase: ['chip', 'device', 'onOffRatio']. */
  readonly path: readonly string[];
  readonly values: readonly AxisValue[];
  readonly unit: AxisUnit;
  readonly origin: Origin;
}

/**
 * For axis labels: `% of target`, `uS`, `` for words and counts; `scale` turns an SI number into it. `si` is the unit of the
 * numbers themselves, for column headers: `S`, `ohm`, `V`, `` for fractions, words and counts.
 */
export interface AxisUnit {
  readonly label: string;
  readonly scale: number;
  readonly si?: string;
}

/** One line of `sweep { … }`, or all lines of a `sweep together { … }` walked in step. */
export interface Sweep {
  readonly together: boolean;
  readonly axes: readonly SweepAxis[];
}

export interface Find {
  readonly goal: 'smallest' | 'largest';
  readonly name: string;
  readonly path: readonly string[];
  readonly from: Quantity;
  readonly to: Quantity;
  readonly step?: Quantity;
  readonly within?: Quantity;
  readonly unit: AxisUnit;
  readonly origin: Origin;
}

export interface Experiment {
  readonly name: string;
  readonly description?: string;
  readonly origin: Origin;
  /** Either `train`, or `network` and `data`. */
  readonly train?: Training;
  readonly network?: Network;
  readonly data?: Data;
  readonly chip: Chip;
  /** Layer names, `first_layer`, `last_layer`. */
  readonly keepDigital: readonly string[];
  /** `all_layers` or one layer's name: the others stay digital too. */
  readonly analog: string;
  /** `all_layers` or one layer's name. */
  readonly vary: string;
  readonly sweeps: readonly Sweep[];
  readonly finds: readonly Find[];
  readonly requires: readonly Condition[];
  readonly trials: { readonly from: Count; readonly to: Count };
  readonly until?: Condition;
  readonly confidence: Fraction;
  readonly seed: Count;
  readonly compareTo: 'software' | 'ideal_chip';
  readonly seedPerPoint: boolean;
  readonly metrics?: readonly string[];
}
