/** A cell of a table that is written; null and NaN are empty. */
export type Cell = string | number | null;

/** One CSV line (RFC 4180 quoting, no line end). */
const line = (cells: readonly Cell[]): string =>
  cells
    .map((cell) => {
      const text = cell === null || Number.isNaN(cell) ? '' : String(cell);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');

/** A table with its header as CSV, a line end after every row. */
export const csvText = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `${[header, ...rows].map(line).join('\n')}\n`;
