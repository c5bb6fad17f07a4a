import type { FileName } from './file.js';
import type { Origin } from './origin.js';
import type { Count, Fraction, Quantity, Spread } from './quantity.js';

/** Programming laws of model.md section 2. */
export type ProgrammingVariation =
  | { readonly kind: 'normal'; readonly sigma: Spread }
  | {
      readonly kind: 'lognormal';
      readonly sigma?: Count;
      readonly sigmaOn?: Count;
      readonly sigmaOff?: Count;
      readonly centre: 'median' | 'mean';
    }
  | { readonly kind: 'uniform'; readonly halfWidth: Spread }
  | {
      readonly kind: 'polynomial';
      readonly scale: Quantity<'conductance'>;
      readonly sigma: readonly Quantity<'conductance'>[];
    }
  | { readonly kind: 'saturating'; readonly limit: Quantity<'current'>; readonly at: Quantity<'current'> }
  | {
      readonly kind: 'table';
      readonly file: FileName;
      readonly target: string;
      readonly value?: string;
      readonly mean?: string;
      readonly sigma?: string;
      /** What the headings of the file say. */
      readonly measured: MeasuredTable;
    };

/** A column of conductances: its heading without the unit, and the siemens of one unit. */
export interface MeasuredColumn {
  readonly heading: string;
  readonly siemens: number;
}

/** The columns of a measured table by the words of the language, and the span of its targets [S] where it is known. */
export interface MeasuredTable {
  readonly columns: {
    readonly target: MeasuredColumn;
    readonly value?: MeasuredColumn;
    readonly mean?: MeasuredColumn;
    readonly sigma?: MeasuredColumn;
  };
  readonly lowest?: number;
  readonly highest?: number;
}

export type ReadNoise =
  | Exclude<ProgrammingVariation, { kind: 'saturating' }>
  | {
      readonly kind: 'one_over_f';
      readonly scale: Quantity<'conductance'>;
      readonly q: Count;
      readonly power: Count;
      readonly limit: Count;
      readonly tRead: Quantity<'time'>;
    };

/** A drift exponent: one number, or the clamped logarithm in ln(G / scale) of model.md section 2. */
export type DriftExponent =
  | Count
  | {
      readonly kind: 'clamped_log';
      readonly slope: Count;
      readonly offset: Count;
      readonly low: Count;
      readonly high: Count;
    };

/** Statistics of one memory cell (model.md section 2). */
export interface Device {
  readonly name: string;
  readonly description?: string;
  readonly origin: Origin;
  /** Always a conductance [S], even where a resistance was written. */
  readonly onState: Quantity<'conductance'>;
  /** G_on / G_off; value Infinity for `infinite`. Computed from `off_state` where that was written. */
  readonly onOffRatio: Count;
  readonly levels: Count | 'continuous';
  readonly programmingVariation?: ProgrammingVariation;
  readonly shared?: { readonly perChip?: Fraction; readonly perColumn?: Fraction };
  readonly writeVerify?: { readonly tolerance: Spread; readonly attempts: Count };
  readonly clip: 'nonnegative' | 'range' | 'none';
  readonly stuckOn?: Fraction;
  readonly stuckOff?: Fraction;
  readonly readNoise?: ReadNoise;
  readonly drift?: {
    readonly time: Quantity<'time'>;
    readonly nu: DriftExponent;
    readonly nuSigma?: DriftExponent;
    readonly t0: Quantity<'time'>;
    readonly scale?: Quantity<'conductance'>;
    readonly compensate?: 'none' | 'global';
  };
  readonly relaxation?: {
    readonly time: Quantity<'time'>;
    readonly meanPerLn: Quantity<'conductance'>;
    readonly sigmaPerLn?: Quantity<'conductance'>;
    readonly sigma?: Quantity<'conductance'>;
  };
  /** Where the statistics were measured: conductances [S] or currents at the read voltage [A], and times since programming. */
  readonly valid?: {
    readonly from: Quantity<'conductance' | 'current'>;
    readonly to: Quantity<'conductance' | 'current'>;
    readonly earliest?: Quantity<'time'>;
    readonly latest?: Quantity<'time'>;
  };
}
