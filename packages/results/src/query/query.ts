import { StoreFailure } from '../failure.js';
import { readRuns } from '../run/record.js';
import { checkedSources } from './sources.js';
import { tableStatements } from './tables.js';

/** The answer to a query: rows of numbers, words, and null. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | boolean | null)[])[];
}

const settings = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', threads: '2' };

function plain(value: unknown): number | string | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  return String(value);
}

/** The engine's words without the class of its error. */
const wordsOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/^[\w ]*Error: /, '').trim();

/**
 * Answers SQL over a store with the tables `runs`, `points` and `trials` (docs/results.md). The engine reads the segments in place and
 * changes nothing in them. Throws StoreFailure with the engine's words, or with the name of a segment that its checksum does not vouch for.
 */
export async function queryStore(store: string, sql: string): Promise<Answer> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const statements = tableStatements(await readRuns(store), await checkedSources(store));
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  try {
    for (const statement of statements) await connection.run(statement);
    const reader = await connection.runAndReadAll(sql);
    return { columns: reader.columnNames(), rows: reader.getRowsJS().map((row) => row.map(plain)) };
  } catch (cause) {
    throw new StoreFailure('query', wordsOf(cause));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
