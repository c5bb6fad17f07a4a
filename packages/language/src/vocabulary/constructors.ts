import type { Basis, Dimension } from '@kirchhoff/model';
import type {
  CallSpecification,
  Fields,
  FieldSpecification,
  Kind,
  NestedSpecification,
  QuantityForm,
  ShapeForm,
  ValueType,
  Words,
} from './specification.js';

type Rules = Omit<QuantityForm, 'dimensions'>;

/** A number with one of these dimensions. */
export const quantity = (dimensions: Dimension | readonly Dimension[], rules: Rules = {}): ValueType => ({
  quantity: { dimensions: typeof dimensions === 'string' ? [dimensions] : dimensions, ...rules },
});

/** A plain number. */
export const number = (rules: Rules = {}): ValueType => quantity('number', rules);

/** A whole number from `minimum`. */
export const count = (minimum: number, maximum?: number): ValueType =>
  quantity('number', { integer: true, minimum, ...(maximum === undefined ? {} : { maximum }) });

/** A percentage; `bases` where the literature is ambiguous. */
export const percentage = (bases?: readonly Basis[], rules: Rules = {}): ValueType =>
  quantity('fraction', { minimum: 0, maximum: 1, ...(bases === undefined ? {} : { bases }), ...rules });

/** A spread of conductance: a percentage with its basis, or siemens. */
export const spread = quantity(['fraction', 'conductance'], {
  bases: ['target', 'range', 'on_state'],
  minimum: 0,
  plausible: {
    between: { fraction: ['0 %', '100 %'], conductance: ['0 S', '10 mS'] },
    of: 'a spread',
    usually: 'spreads are',
  },
});

export const words = (table: Words): ValueType => ({ words: table });
export const flag: ValueType = { flag: true };
export const text: ValueType = { text: true };
export const file: ValueType = { file: true };
export const shape = (form: ShapeForm): ValueType => ({ shape: form });
export const block = (kind: Kind): ValueType => ({ block: kind });
export const list = (type: ValueType): ValueType => ({ list: type });
/** A list, or one value that stands for a list of one. */
export const oneOrMore = (type: ValueType): ValueType => ({ ...type, list: type, single: true });
export const nested = (word: string, description: string, fields: Fields): ValueType => ({
  nested: { word, text: description, fields },
});
export const calls = (table: Readonly<Record<string, CallSpecification>>): ValueType => ({ calls: table });

/** A value of several forms. */
export const either = (...types: readonly ValueType[]): ValueType => Object.assign({}, ...types) as ValueType;

interface Extra {
  readonly default?: string;
  readonly required?: true;
  readonly says?: string;
  readonly because?: string;
  readonly called?: string;
  readonly excludes?: readonly string[];
}

/** One row of the vocabulary. */
export const field = (
  type: ValueType,
  sentence: string,
  example: string | readonly string[],
  extra: Extra = {},
): FieldSpecification => ({
  type,
  text: sentence,
  examples: typeof example === 'string' ? [example] : example,
  ...extra,
});

export const required = { required: true } as const;

/** A call; the first `positional` arguments may be written without their names. */
export const call = <F extends Fields>(
  sentence: string,
  fields: F,
  positional = 0,
  needs?: CallSpecification['needs'],
): CallSpecification & { readonly arguments: F } => ({
  text: sentence,
  arguments: fields,
  positional,
  ...(needs === undefined ? {} : { needs }),
});

/** A nested block that may be written several times. */
export const repeatable = <F extends Fields>(word: string, sentence: string, fields: F) =>
  ({ word, text: sentence, fields }) satisfies NestedSpecification;
