import { CsvError, parse } from 'csv-parse/sync';
import type { EachRow } from './csv-rows.js';
import { corrupt } from './failure.js';

const LONGEST_CELL = 1048576;

function failureOf(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error.lines === 'number' ? error.lines : undefined;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return corrupt('The CSV file', 'a quotation mark is never closed', { line });
  return corrupt('The CSV file', error.message.replace(/\.$/, ''), { line });
}

/** Rows of a text with quotation marks (RFC 4180). */
export function quotedRows(text: string, delimiter: string, each: EachRow): void {
  try {
    parse(text, {
      delimiter,
      trim: true,
      comment: '#',
      comment_no_infix: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: LONGEST_CELL,
      on_record: (cells: string[], { lines }) => {
        each(cells, lines);
        return null;
      },
    });
  } catch (error) {
    throw failureOf(error);
  }
}
