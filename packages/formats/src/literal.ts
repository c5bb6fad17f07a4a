/** A value of a Python literal: text, number, truth value, sequence or dictionary. */
export type Literal = string | number | boolean | readonly Literal[] | ReadonlyMap<string, Literal>;

const DEEPEST = 8;

interface Cursor {
  readonly text: string;
  at: number;
}

/** The Python literal that fills `text`, as far as NPY headers use the language; undefined where it is none. */
export function literalOf(text: string): Literal | undefined {
  const cursor = { text, at: 0 };
  const value = literal(cursor, 0);
  blank(cursor);
  return cursor.at === text.length ? value : undefined;
}

function blank(cursor: Cursor): void {
  while (cursor.at < cursor.text.length && ' \t\r\n\0'.includes(cursor.text[cursor.at])) cursor.at++;
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  blank(cursor);
  const sticky = new RegExp(pattern, 'y');
  sticky.lastIndex = cursor.at;
  const found = sticky.exec(cursor.text);
  if (!found) return undefined;
  cursor.at = sticky.lastIndex;
  return found[0];
}

function literal(cursor: Cursor, depth: number): Literal | undefined {
  if (depth > DEEPEST) return undefined;
  const word = take(cursor, /True|False/);
  if (word) return word === 'True';
  const digits = take(cursor, /\d{1,20}L?/);
  if (digits) return Number.parseInt(digits, 10);
  const quoted = take(cursor, /'[^'\\]*'|"[^"\\]*"/);
  if (quoted) return quoted.slice(1, -1);
  if (take(cursor, /[([]/)) return sequence(cursor, depth);
  return take(cursor, /\{/) ? dictionary(cursor, depth) : undefined;
}

function sequence(cursor: Cursor, depth: number): readonly Literal[] | undefined {
  const items: Literal[] = [];
  while (!take(cursor, /[)\]]/)) {
    const item = literal(cursor, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    if (!take(cursor, /,/)) return take(cursor, /[)\]]/) ? items : undefined;
  }
  return items;
}

function dictionary(cursor: Cursor, depth: number): ReadonlyMap<string, Literal> | undefined {
  const fields = new Map<string, Literal>();
  while (!take(cursor, /\}/)) {
    const name = literal(cursor, depth + 1);
    if (typeof name !== 'string' || fields.has(name) || !take(cursor, /:/)) return undefined;
    const value = literal(cursor, depth + 1);
    if (value === undefined) return undefined;
    fields.set(name, value);
    if (!take(cursor, /,/)) return take(cursor, /\}/) ? fields : undefined;
  }
  return fields;
}
