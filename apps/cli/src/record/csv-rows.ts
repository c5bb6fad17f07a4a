/** The rows of a CSV text that this program wrote, as records by header. Throws a RangeError for a row of another length. */
export function csvRecords(text: string): Record<string, string>[] {
  const [header = [], ...rows] = cellsOf(text);
  return rows.map((cells, index) => {
    if (cells.length !== header.length)
      throw new RangeError(`line ${index + 2} has ${cells.length} cells where ${header.length} are expected`);
    return Object.fromEntries(header.map((name, column) => [name, cells[column]!]));
  });
}

/** RFC 4180: quoted cells may hold commas, doubled quotes and line ends. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /("(?:[^"]|"")*"|[^,\n"]*)(,|\r?\n|$)/gy;
  for (
    let match = pattern.exec(text);
    match !== null && pattern.lastIndex <= text.length;
    match = pattern.exec(text)
  ) {
    const cell = match[1]!;
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (match[2] !== ',') {
      if (row.length > 1 || row[0] !== '') rows.push(row);
      row = [];
    }
    if (match[2] === '') break;
  }
  return rows;
}
