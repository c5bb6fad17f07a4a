import type { Origin } from '@kirchhoff/model';

/** A comment's text without `#` and the blank behind it; `blankAfter`: an empty line follows, a paragraph ends. */
export interface Comment {
  readonly text: string;
  readonly blankAfter?: boolean;
  readonly origin: Origin;
}

/** Comments of an item: on the lines above it, and behind it on its own line. */
export interface Trivia {
  readonly above: readonly Comment[];
  readonly behind?: Comment;
  /** The author left an empty line before this item (before its comments). */
  readonly blankBefore: boolean;
}

export interface Name {
  readonly text: string;
  readonly origin: Origin;
}

/** `a.b.c`. */
export interface Path {
  readonly kind: 'path';
  readonly names: readonly Name[];
  readonly origin: Origin;
}

/** `5 %`, `10 kohm`, `5 % of target`. `text` of number and unit as written. */
export interface Quantity {
  readonly kind: 'quantity';
  readonly number: { readonly text: string; readonly value: number; readonly origin: Origin };
  readonly unit?: Name;
  readonly of?: Name;
  readonly origin: Origin;
}

/** `a to b [step c | in n [log] points] [of basis at the end of b]`. */
export interface Span {
  readonly kind: 'span';
  readonly from: Quantity;
  readonly to: Quantity;
  readonly step?: Quantity;
  readonly points?: { readonly count: Quantity; readonly log: boolean };
  readonly origin: Origin;
}

export interface Shape {
  readonly kind: 'shape';
  readonly sizes: readonly number[];
  readonly text: string;
  readonly origin: Origin;
}

export interface Text {
  readonly kind: 'text';
  readonly text: string;
  readonly origin: Origin;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly origin: Origin;
}

export type Comparator = '<' | '<=' | '>' | '>=';

/** `name = value`, `value`, or `reference < quantity` inside parentheses. */
export interface Argument {
  readonly name?: Name;
  readonly value: Value;
  readonly compare?: { readonly operator: Comparator; readonly bound: Quantity };
  readonly origin: Origin;
}

/** A word, a dotted path or a call: `relu`, `lab.cells`, `normal(sigma = 5 % of target)`. */
export interface Reference {
  readonly kind: 'reference';
  readonly path: Path;
  readonly arguments?: readonly Argument[];
  readonly origin: Origin;
}

export type Value = List | Span | Quantity | Shape | Text | Reference;

/** `reference < quantity`. */
export interface Condition {
  readonly left: Reference;
  readonly operator: Comparator;
  readonly bound: Quantity;
  readonly origin: Origin;
}

export interface Field {
  readonly kind: 'field';
  readonly path: Path;
  readonly as?: Name;
  /** Absent only in broken text that was reported. */
  readonly value?: Value;
  readonly trivia: Trivia;
  readonly origin: Origin;
}

/**
 * A layer, nested block or plot: `[label:] kind [label] [arguments] [from path] [{ … }]`.
 * `fc1: dense(256)` has label fc1 before; `plot accuracy { … }` has name accuracy after.
 */
export interface Element {
  readonly kind: 'element';
  readonly label?: Name;
  readonly word: Name;
  readonly name?: Name;
  readonly arguments?: readonly Argument[];
  readonly from?: Path;
  readonly body?: Body;
  readonly trivia: Trivia;
  readonly origin: Origin;
}

export interface Find {
  readonly kind: 'find';
  readonly goal: 'smallest' | 'largest';
  readonly path: Path;
  readonly as?: Name;
  readonly in: Span | Quantity;
  readonly within?: Quantity;
  readonly trivia: Trivia;
  readonly origin: Origin;
}

export interface Require {
  readonly kind: 'require';
  readonly condition: Condition;
  readonly trivia: Trivia;
  readonly origin: Origin;
}

export interface Until {
  readonly kind: 'until';
  readonly condition: Condition;
  readonly trivia: Trivia;
  readonly origin: Origin;
}

export type Item = Field | Element | Find | Require | Until;

export interface Body {
  readonly items: readonly Item[];
  /** Written on one line with commas. */
  readonly inline: boolean;
  /** The comment behind the opening brace. */
  readonly opening?: Comment;
  /** Comments before the closing brace. */
  readonly below: readonly Comment[];
  readonly origin: Origin;
}

export interface Import {
  readonly kind: 'import';
  readonly file: Text;
  readonly name: Name;
  readonly trivia: Trivia;
  readonly origin: Origin;
}

export interface Let {
  readonly kind: 'let';
  readonly name: Name;
  readonly value?: Value;
  readonly trivia: Trivia;
  readonly origin: Origin;
}

export interface Block {
  readonly kind: 'block';
  readonly word: Name;
  readonly name?: Name;
  readonly from?: Path;
  readonly body?: Body;
  readonly trivia: Trivia;
  readonly origin: Origin;
}

export type Declaration = Import | Let | Block;

export interface Program {
  readonly uri: string;
  readonly declarations: readonly Declaration[];
  /** Comments at the end of the file. */
  readonly below: readonly Comment[];
  readonly origin: Origin;
}
