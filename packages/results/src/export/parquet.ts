import { parquetWriteBuffer } from 'hyparquet-writer';

/** A column of a table: numbers, or words. */
export interface TableColumn {
  readonly name: string;
  readonly values: Float64Array | readonly string[];
}

/** A table as a Parquet file. */
export const writeParquet = (columns: readonly TableColumn[]): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ name, values }) =>
        values instanceof Float64Array
          ? { name, data: values, type: 'DOUBLE' as const }
          : { name, data: [...values], type: 'STRING' as const },
      ),
    }),
  );
