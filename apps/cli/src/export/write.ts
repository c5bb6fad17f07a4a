import { writeNpz, writeXlsx } from '@kirchhoff/formats';
import { writeParquet } from '@kirchhoff/results';
import type { Column } from './table.js';

type Cell = number | string | null;

/** The rows of a table, one at a time. */
function* rowsOf(columns: readonly Column[]): Generator<Cell[]> {
  const count = columns[0]?.values.length ?? 0;
  for (let row = 0; row < count; row++)
    yield columns.map(({ values }) => {
      const value = values[row]!;
      return typeof value === 'number' && Number.isNaN(value) ? null : value;
    });
}

const csvCell = (value: Cell): string => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const names = (columns: readonly Column[]): string[] => columns.map(({ name }) => name);

const csv = (columns: readonly Column[]): string =>
  `${[names(columns), ...rowsOf(columns)].map((row) => row.map(csvCell).join(',')).join('\n')}\n`;

const json = (columns: readonly Column[]): string => {
  const heads = names(columns);
  const records = Array.from(rowsOf(columns), (row) =>
    JSON.stringify(Object.fromEntries(row.map((value, index) => [heads[index]!, value]))),
  );
  return `[\n${records.join(',\n')}\n]\n`;
};

/** Words as their numbers in the order in which they first appear: an NPZ holds numbers alone. */
function codes(words: readonly string[]): Int32Array {
  const order = new Map<string, number>();
  return Int32Array.from(words, (word) => {
    if (!order.has(word)) order.set(word, order.size);
    return order.get(word)!;
  });
}

const npz = (columns: readonly Column[]): Uint8Array =>
  writeNpz(
    columns.map(({ name, values }) => {
      const data = values instanceof Float64Array ? values : codes(values);
      return [name.replaceAll('/', ':'), { shape: [data.length], data }] as const;
    }),
  );

const xlsx = (columns: readonly Column[]): Uint8Array =>
  writeXlsx([{ name: 'trials', header: names(columns), rows: rowsOf(columns) }]);

/** A table in every form that can be written. */
export const writers = { csv, parquet: writeParquet, json, xlsx, npz } as const satisfies Readonly<
  Record<string, (columns: readonly Column[]) => string | Uint8Array>
>;
