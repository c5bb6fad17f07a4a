import type { Comparator } from '../syntax/ast.js';

/**
 * The JSON image of a study. Words and paths are strings (`"relu"`, `"lab.cells"`), plain numbers are numbers, a number with a
 * unit is `{ "number": 10, "unit": "kohm" }`; a number whose digits matter may be a string (`"0.10"`). `above` and `behind`
 * are comments.
 */
export interface JsonProgram {
  readonly kirVersion: 1;
  readonly declarations: readonly JsonDeclaration[];
  readonly below?: readonly JsonComment[];
}

export type JsonComment = string | { readonly text: string; readonly blankAfter?: boolean };

export interface JsonTrivia {
  readonly above?: readonly JsonComment[];
  readonly behind?: JsonComment;
  readonly blankBefore?: boolean;
}

export type JsonDeclaration = JsonTrivia &
  (
    | { readonly import: string; readonly as: string }
    | { readonly let: string; readonly value?: JsonValue }
    | { readonly block: string; readonly name?: string; readonly from?: string; readonly body?: JsonBody }
  );

export type JsonBody =
  | readonly JsonItem[]
  | {
      readonly items: readonly JsonItem[];
      readonly inline?: boolean;
      readonly opening?: JsonComment;
      readonly below?: readonly JsonComment[];
    };

export interface JsonElement {
  readonly element: string;
  readonly label?: string;
  readonly name?: string;
  readonly arguments?: readonly JsonArgument[];
  readonly from?: string;
  readonly body?: JsonBody;
}

export interface JsonCondition {
  readonly left: JsonValue;
  readonly operator: Comparator;
  readonly bound: JsonQuantity;
}

export type JsonItem = JsonTrivia &
  (
    | { readonly field: string; readonly as?: string; readonly value?: JsonValue }
    | JsonElement
    | {
        readonly find: 'smallest' | 'largest';
        readonly path: string;
        readonly as?: string;
        readonly in: JsonSpan | JsonQuantity;
        readonly within?: JsonQuantity;
      }
    | { readonly require: JsonCondition }
    | { readonly until: JsonCondition }
  );

export type JsonQuantity =
  number | { readonly number: number | string; readonly unit?: string; readonly of?: string };

export interface JsonSpan {
  readonly from: JsonQuantity;
  readonly to: JsonQuantity;
  readonly step?: JsonQuantity;
  readonly points?: number | string;
  readonly log?: boolean;
}

export type JsonArgument =
  | JsonValue
  | {
      readonly name?: string;
      readonly value: JsonValue;
      readonly operator?: Comparator;
      readonly bound?: JsonQuantity;
    };

export type JsonValue =
  | string
  | JsonQuantity
  | JsonSpan
  | readonly JsonValue[]
  | { readonly shape: readonly (number | string)[] }
  | { readonly text: string }
  | { readonly call: string; readonly arguments: readonly JsonArgument[] };
