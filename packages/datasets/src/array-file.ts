import type { CsvTable, NumberArray } from '@kirchhoff/formats';
import { csvHeadings, readCsv, readIdx, readNpy, readNpz } from '@kirchhoff/formats';
import { DatasetFailure } from './failure.js';
import { findFile, inFile } from './find-file.js';
import type { DataReader } from './reader.js';
import type { ArraySource } from './source.js';

/** Numbers of one file, [n, …]. */
export interface LoadedArray {
  readonly file: string;
  readonly shape: readonly number[];
  readonly data: NumberArray['data'];
}

/** Rows of a table as one array [rows, columns]. */
function tableArray({ columns, rows }: CsvTable): Pick<LoadedArray, 'shape' | 'data'> {
  const data = new Float64Array(rows * columns.length);
  columns.forEach(({ values }, column) => {
    for (let row = 0; row < rows; row++) data[row * columns.length + column] = values[row];
  });
  return { shape: [rows, columns.length], data };
}

function csvArray(
  bytes: Uint8Array,
  column: string | undefined,
  without: string | undefined,
): Pick<LoadedArray, 'shape' | 'data'> {
  if (column !== undefined) return tableArray(readCsv(bytes, { columns: [column] }));
  if (without === undefined) return tableArray(readCsv(bytes));
  const names = csvHeadings(bytes).map(({ name }) => name);
  return tableArray(readCsv(bytes, { columns: names.filter((name) => name !== without) }));
}

function contentOf(
  bytes: Uint8Array,
  source: ArraySource,
  without: string | undefined,
): Pick<LoadedArray, 'shape' | 'data'> {
  switch (source.kind) {
    case 'idx':
      return readIdx(bytes);
    case 'npy':
      return readNpy(bytes);
    case 'npz':
      return [...readNpz(bytes, { keys: [source.key] }).values()][0];
    case 'csv':
      return csvArray(bytes, source.column ?? undefined, without);
  }
}

/** One array of a file; `without` names a CSV column that belongs to the labels. */
export async function loadArray(
  source: ArraySource,
  reader: DataReader,
  without?: string,
): Promise<LoadedArray> {
  const { name, bytes } = await findFile(reader, source.file.name);
  const { shape, data } = inFile(name, () => contentOf(bytes, source, without));
  if (shape.length === 0 || shape[0] === 0)
    throw new DatasetFailure(`${name} holds no images or labels.`, { kind: 'bad_shape', file: name });
  return { file: name, shape, data };
}
