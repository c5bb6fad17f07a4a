import { eachCsvRow } from './csv-rows.js';
import type { CsvHeading } from './csv-text.js';
import { csvText, headingOf, notANumber, numberOf } from './csv-text.js';
import { excerpt, FormatError } from './failure.js';
import { growingColumn, type GrowingColumn } from './growing-column.js';

const DEFAULT_TEXT_LIMIT = 268435456;
const HEADING_BYTES = 1048576;

export interface CsvColumn extends CsvHeading {
  readonly values: Float64Array;
}

export interface CsvTable {
  readonly columns: readonly CsvColumn[];
  readonly rows: number;
}

export interface CsvOptions {
  /** Names of the columns wanted, in this order; others may hold any text [all]. */
  readonly columns?: readonly string[];
  /** Most bytes of text [256 MiB]. */
  readonly limit?: number;
}

interface Wanted extends CsvHeading {
  readonly index: number;
  readonly column: GrowingColumn;
}

const isHeading = (cells: readonly string[]): boolean => cells.some((cell) => numberOf(cell) === undefined);

/** A table whose first row is all numbers has no headings: its columns are called 1, 2, 3 … */
function headingsOf(cells: readonly string[]): readonly CsvHeading[] {
  return isHeading(cells) ? cells.map(headingOf) : cells.map((_, i) => ({ name: String(i + 1) }));
}

function missingColumn(name: string, headings: readonly CsvHeading[]): FormatError {
  const found = headings
    .map((heading) => excerpt(heading.name))
    .slice(0, 20)
    .join(', ');
  return new FormatError(`The table has no column "${excerpt(name)}"; it has ${found}.`, {
    kind: 'missing_column',
    expected: excerpt(name),
    found,
  });
}

function wantedOf(headings: readonly CsvHeading[], names: readonly string[] | undefined): readonly Wanted[] {
  if (!names) return headings.map((heading, index) => ({ ...heading, index, column: growingColumn() }));
  return names.map((name) => {
    const index = headings.findIndex((heading) => heading.name === name);
    if (index < 0) throw missingColumn(name, headings);
    if (headings.findLastIndex((heading) => heading.name === name) !== index) throw twoColumns(name);
    return { ...headings[index], index, column: growingColumn() };
  });
}

function twoColumns(name: string): FormatError {
  return new FormatError(`The table has two columns "${excerpt(name)}".`, {
    kind: 'bad_header',
    expected: 'one column of each name',
    found: excerpt(name),
  });
}

function badRow(line: number, expected: number, found: number): FormatError {
  return new FormatError(`Line ${line} has ${found} cells where ${expected} are expected.`, {
    kind: 'bad_row',
    expected: `${expected} cells`,
    found: `${found} cells`,
    at: { line },
  });
}

function emptyTable(): FormatError {
  return new FormatError('The table is empty.', { kind: 'empty', expected: 'a table', found: 'no rows' });
}

function addRow(cells: readonly string[], line: number, wanted: readonly Wanted[]): void {
  for (const { index, name, column } of wanted) {
    const value = numberOf(cells[index]);
    if (value === undefined) throw notANumber(cells[index], line, name);
    column.add(value);
  }
}

/**
 * Columns of numbers of a CSV file (bytes, plain or gzip, or text). Commas, semicolons or tabs; # comments and blank
 * lines are skipped; units in headings are split off. Throws FormatError with line and column where a cell is no number.
 */
export function readCsv(content: Uint8Array | string, options: CsvOptions = {}): CsvTable {
  let headings: readonly CsvHeading[] | undefined;
  let wanted: readonly Wanted[] = [];
  let rows = 0;
  eachCsvRow(csvText(content, options.limit ?? DEFAULT_TEXT_LIMIT), (cells, line) => {
    const first = headings === undefined;
    headings ??= headingsOf(cells);
    if (first) wanted = wantedOf(headings, options.columns);
    if (first && isHeading(cells)) return;
    if (cells.length !== headings.length) throw badRow(line, headings.length, cells.length);
    addRow(cells, line, wanted);
    rows++;
  });
  if (rows === 0) throw emptyTable();
  return { rows, columns: wanted.map(({ name, unit, column }) => ({ name, unit, values: column.values() })) };
}

/** Names and units of the columns, from the first row alone. */
export function csvHeadings(content: Uint8Array | string): readonly CsvHeading[] {
  const text = csvText(content, Infinity, HEADING_BYTES).slice(0, HEADING_BYTES);
  const first = text.split(/[\r\n]+/).find((line) => /^\ufeff?\s*[^\s#]/.test(line)) ?? '';
  let found: readonly CsvHeading[] = [];
  eachCsvRow(first, (cells) => (found = headingsOf(cells)));
  if (found.length === 0) throw emptyTable();
  return found;
}
