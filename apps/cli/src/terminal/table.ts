import type { Grid } from '@kirchhoff/report';
import Table from 'cli-table3';

const bare = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** A grid as plain text, numbers to the right; ends with a newline. */
export function tableText(grid: Grid): string {
  const numeric = grid.header.map((_, column) =>
    grid.rows.every((row) => /^[-–\d.,\s%eE+x]*$/.test(row[column] ?? '')),
  );
  const table = new Table({
    head: [...grid.header],
    chars: bare,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: numeric.map((right) => (right ? 'right' : 'left')),
  });
  table.push(...grid.rows.map((row) => [...row]));
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return `${grid.title}\n\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`;
}
