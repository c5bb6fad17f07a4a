/** What a number measures. `fraction` is stored as 0…1 for every percentage; all others in SI (seconds, siemens, …). */
export type Dimension =
  | 'number'
  | 'fraction'
  | 'conductance'
  | 'resistance'
  | 'voltage'
  | 'current'
  | 'time'
  | 'lsb'
  | 'decibels'
  | 'epochs'
  | 'steps'
  | 'sigma';

/** Of what a percentage is (language.md section 2, sentence 5). */
export type Basis = 'target' | 'range' | 'on_state' | 'cells' | 'max_weight';

/** A number with its dimension, its basis where one is needed, and the words it was written in. */
export interface Quantity<D extends Dimension = Dimension> {
  readonly dimension: D;
  /** SI value, or a fraction for percentages. May be Infinity (`infinite`). */
  readonly value: number;
  readonly basis?: Basis;
  /** As written, for labels: `5 % of target`, `10 kohm`. */
  readonly text: string;
}

export type Count = Quantity<'number'>;
export type Fraction = Quantity<'fraction'>;

/** A spread of conductance: a fraction with its basis (target, range, on_state), or siemens. */
export type Spread = Quantity<'fraction' | 'conductance'>;
