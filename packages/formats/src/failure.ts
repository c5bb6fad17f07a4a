export type FormatFailureKind =
  | 'empty'
  | 'truncated'
  | 'oversize'
  | 'bad_magic'
  | 'bad_header'
  | 'unsupported'
  | 'unsupported_operators'
  | 'corrupt'
  | 'bad_shape'
  | 'bad_row'
  | 'not_a_number'
  | 'out_of_range'
  | 'missing_key'
  | 'missing_column';

/** Where in a file: a byte from 0, a line from 1, a column's name, an entry of an archive. */
export interface Place {
  readonly byte?: number;
  readonly line?: number;
  readonly column?: string;
  readonly entry?: string;
}

export interface FormatFailure {
  readonly kind: FormatFailureKind;
  readonly expected: string;
  readonly found: string;
  readonly at?: Place;
}

/** Bytes are not what their format asks for; `message` is one plain sentence without the file's name. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly kind: FormatFailureKind;
  readonly expected: string;
  readonly found: string;
  readonly at?: Place;

  constructor(message: string, failure: FormatFailure) {
    super(message);
    this.kind = failure.kind;
    this.expected = failure.expected;
    this.found = failure.found;
    this.at = failure.at;
  }
}

/** 7840016 → `7,840,016 bytes`. */
export function bytesText(count: number): string {
  return `${wholeText(count)} ${count === 1 ? 'byte' : 'bytes'}`;
}

/** 7840016 → `7,840,016`. */
export function wholeText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** At most 40 characters of a text, control characters shown as `\xNN`. */
export function excerpt(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return [...shown].map((c) => (c < ' ' || (c >= '\x7f' && c < '\xa0') ? escape(c) : c)).join('');
}

const escape = (c: string): string => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`;

export function truncated(expected: number, found: number, what = 'The file'): FormatError {
  return new FormatError(
    `${what} ends after ${bytesText(found)} where ${bytesText(expected)} are expected.`,
    {
      kind: 'truncated',
      expected: bytesText(expected),
      found: bytesText(found),
      at: { byte: found },
    },
  );
}

/** More content than the header or the caller's limit allows; `found` is a lower bound where reading stopped. */
export function oversize(limit: number, found: string, what = 'The content'): FormatError {
  return new FormatError(`${what} is larger than ${bytesText(limit)}: it holds ${found}.`, {
    kind: 'oversize',
    expected: `at most ${bytesText(limit)}`,
    found,
  });
}

export function corrupt(what: string, detail: string, at?: Place): FormatError {
  return new FormatError(`${what} is damaged: ${detail}.`, {
    kind: 'corrupt',
    expected: 'undamaged data',
    found: detail,
    at,
  });
}

export function unsupported(found: string, expected: string): FormatError {
  return new FormatError(`The file holds ${found}; ${expected} can be read.`, {
    kind: 'unsupported',
    expected,
    found,
  });
}
