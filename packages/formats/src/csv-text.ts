import { excerpt, FormatError } from './failure.js';
import { unpack } from './unpack.js';

/** Text of a CSV file, plain or gzip: UTF-8 with or without byte order mark, else Latin-1 (Excel's µ and °). */
export function csvText(content: Uint8Array | string, limit: number, only?: number): string {
  if (typeof content === 'string') return content;
  const bytes = unpack(content, { limit, only });
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    throw new FormatError(`This is no text file: byte ${zero} is zero.`, {
      kind: 'bad_magic',
      expected: 'text',
      found: 'a zero byte',
      at: { byte: zero },
    });
  return decoded(bytes);
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

export interface CsvHeading {
  readonly name: string;
  /** Text within the brackets of `target [uS]` or `target (uS)`. */
  readonly unit?: string;
}

/** `target [uS]` → {name: 'target', unit: 'uS'}. */
export function headingOf(cell: string): CsvHeading {
  const match = /^([^[(]+?)\s*(?:\[([^\]]*)\]|\(([^)]*)\))$/.exec(cell.trim());
  if (!match) return { name: cell.trim() };
  const unit = (match[2] ?? match[3]).trim();
  return unit ? { name: match[1], unit } : { name: match[1] };
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The finite number a cell holds, or undefined. */
export function numberOf(cell: string): number | undefined {
  if (!NUMBER.test(cell)) return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}

export function notANumber(cell: string, line: number, column: string): FormatError {
  const shown = cell === '' ? 'an empty cell' : `"${excerpt(cell)}"`;
  return new FormatError(`Line ${line}, column "${excerpt(column)}": ${shown} is not a number.`, {
    kind: 'not_a_number',
    expected: 'a number',
    found: shown,
    at: { line, column },
  });
}
