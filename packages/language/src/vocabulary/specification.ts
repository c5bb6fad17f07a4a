import type { Basis, Dimension } from '@kirchhoff/model';

/** The eight kinds of block. */
export type Kind = 'data' | 'network' | 'device' | 'adc' | 'chip' | 'train' | 'experiment' | 'report';

/** Usual sizes of a quantity; outside them the checker asks (K305). */
export interface Plausible {
  /** Lower and upper end per dimension, as written in the language. */
  readonly between: Readonly<Partial<Record<Dimension, readonly [string, string]>>>;
  /** `a memory cell`. */
  readonly of: string;
  /** `cells are`. */
  readonly usually: string;
}

/** A number with a unit. Limits are SI numbers (percentages as fractions) and hold for every dimension accepted. */
export interface QuantityForm {
  readonly dimensions: readonly Dimension[];
  /** A percentage must name one of these. */
  readonly bases?: readonly Basis[];
  readonly minimum?: number;
  readonly above?: number;
  readonly maximum?: number;
  readonly below?: number;
  readonly integer?: boolean;
  /** `4 to 10` without a step counts whole numbers, though fractions are allowed. */
  readonly countable?: boolean;
  /** The word `infinite` is a value. */
  readonly infinite?: boolean;
  readonly plausible?: Plausible;
}

export interface ShapeForm {
  readonly rank: readonly number[];
  /** `2` is short for `2 x 2`. */
  readonly square?: boolean;
  readonly minimum?: number;
}

export type Words = Readonly<Record<string, string>>;

/** `normal(sigma = …)`: named arguments in the order of the table; the first `positional` may be written bare. */
export interface CallSpecification {
  readonly text: string;
  readonly arguments: Fields;
  readonly positional: number;
  /** At least one of each group must be written. */
  readonly needs?: readonly (readonly string[])[];
}

/** The forms a value may take. A field accepts every form that is present. */
export interface ValueType {
  readonly quantity?: QuantityForm;
  /** A number or a span `a to b`; the model holds both ends. */
  readonly extent?: QuantityForm;
  readonly words?: Words;
  readonly flag?: true;
  readonly calls?: Readonly<Record<string, CallSpecification>>;
  readonly shape?: ShapeForm;
  readonly text?: true;
  readonly file?: true;
  /** A block of this kind, by name or in place. */
  readonly block?: Kind;
  readonly nested?: NestedSpecification;
  readonly list?: ValueType;
  /** Where a list is expected, one value is a list of one. */
  readonly single?: true;
  /** `layers { … }`: elements of the layer vocabulary. */
  readonly layers?: true;
  /** Resolved against the experiment: a number made from trials, an axis or column, a layer's name. */
  readonly later?: 'estimate' | 'column' | 'metric' | 'layer';
}

export interface FieldSpecification {
  readonly type: ValueType;
  /** One sentence, a noun phrase: hover text, manual, and `why` of messages. */
  readonly text: string;
  /** Completes `NAME says …` where that reads better. */
  readonly says?: string;
  /** Why its limits are where they are. */
  readonly because?: string;
  /** What a colleague calls it: `the variation`. */
  readonly called?: string;
  readonly examples: readonly string[];
  /** The value that holds where nothing is written, in the language's own words. */
  readonly default?: string;
  readonly required?: true;
  /** Fields that say the same thing; writing one replaces an inherited other. */
  readonly excludes?: readonly string[];
}

export type Fields = Readonly<Record<string, FieldSpecification>>;

export interface NestedSpecification {
  /** `array`, `plot`. */
  readonly word: string;
  readonly text: string;
  readonly fields: Fields;
}

export interface BlockSpecification {
  readonly word: Kind;
  readonly text: string;
  readonly fields: Fields;
  /** Nested blocks that may be written several times: `plot`, `sweep`. */
  readonly repeated?: Readonly<Record<string, NestedSpecification>>;
  /** `find`, `require` and `until` belong here. */
  readonly questions?: true;
}
