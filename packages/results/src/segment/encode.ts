import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { type Columns, rowsOf } from '../columns.js';

/**
 * Columns as a Parquet file: float64 each, `trial` an integer. The same columns give the same bytes. Repeating values are kept in
 * dictionaries; nothing is compressed, which costs more time than it saves room.
 */
export function encodeSegment(columns: Columns): Uint8Array {
  const names = Object.keys(columns).sort(
    (a, b) => Number(b === 'trial') - Number(a === 'trial') || (a < b ? -1 : 1),
  );
  return new Uint8Array(
    parquetWriteBuffer({
      codec: 'UNCOMPRESSED',
      statistics: false,
      columnData: names.map((name) =>
        name === 'trial'
          ? { name, data: Int32Array.from(columns[name]!), type: 'INT32' as const }
          : { name, data: columns[name]!, type: 'DOUBLE' as const },
      ),
    }),
  );
}

/** Columns of a Parquet file that `encodeSegment` made. Throws for any other bytes. */
export async function decodeSegment(bytes: Uint8Array): Promise<Columns> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = parquetMetadata(file);
  const rows = await parquetReadObjects({ file, metadata });
  const names = metadata.schema.slice(1).map(({ name }) => name);
  const columns = Object.fromEntries(
    names.map((name) => [name, Float64Array.from(rows, (row) => Number(row[name]))]),
  );
  if (rowsOf(columns) !== Number(metadata.num_rows) || columns.trial === undefined)
    throw new RangeError('it is no segment of trials');
  return columns;
}
