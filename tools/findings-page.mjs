// The generated part of a page of docs/findings: tables between `<!-- table {…} -->` and `<!-- end -->`, from the page's summary.

const marked = /(<!-- table (\{.*?\}) -->\n)[\s\S]*?(<!-- end -->)/g;

/** A page with its tables written from the rows of its summary. */
export const pageWith = (text, rows) =>
  text.replaceAll(
    marked,
    (_, open, request, close) => `${open}\n${tableOf(JSON.parse(request), rows)}\n\n${close}`,
  );

/** The summaries' columns, experiments and values that a page's tables ask for. */
export const requestsIn = (text) => [...text.matchAll(marked)].map(([, , request]) => JSON.parse(request));

/** Figures a page shows, by their file names beside it. */
export const figuresIn = (text) => [...text.matchAll(/!\[[^\]]*\]\(([^)]+\.svg)\)/g)].map(([, name]) => name);

/**
 * A table of one measured column: `rows` and `columns` name axes, `where` keeps values of axes, `heads` words the axes of the rows.
 * Throws where nothing is kept.
 */
function tableOf({ experiment, where = {}, rows: axes, columns, value, heads = {} }, all) {
  const kept = all.filter(
    (row) =>
      row.experiment === experiment &&
      Object.entries(where).every(([axis, values]) => values.includes(row[axis])),
  );
  if (kept.length === 0) throw new Error(`no point of ${experiment} has ${JSON.stringify(where)}`);
  const keyOf = (row) => axes.map((axis) => row[axis]).join('\0');
  const lines = [...new Set(kept.map(keyOf))];
  const across = columns === undefined ? [undefined] : [...new Set(kept.map((row) => row[columns]))];
  const titles = across.map((label) =>
    label === undefined ? titleOf(value) : `${heads[columns] ?? columns} ${label}`,
  );
  const table = [
    [...axes.map((axis) => heads[axis] ?? axis), ...titles],
    [...axes, ...across].map(() => '---'),
    ...lines.map((line) => [
      ...(axes.length === 0 ? [] : line.split('\0')),
      ...across.map((label) => {
        const found = kept.filter(
          (row) => keyOf(row) === line && (label === undefined || row[columns] === label),
        );
        if (found.length > 1)
          throw new Error(`${experiment}: several points at ${line.replaceAll('\0', ', ')}`);
        return found.length === 0 ? '' : numberWithInterval(found[0], value);
      }),
    ]),
  ];
  const caption = columns === undefined ? '' : `${titleOf(value)}:\n\n`;
  return caption + table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const titleOf = (value) =>
  value === 'accuracy'
    ? 'Mean accuracy [% of the test images], 95 % interval'
    : `Mean ${value.replace('.signal_to_error', ': signal-to-error ratio').replaceAll('_', ' ')}, 95 % interval`;

/** `97.21 (97.02 to 97.40)`. */
function numberWithInterval(row, value) {
  const [factor, digits] = value === 'accuracy' ? [100, 2] : [1, 2];
  const shown = (name) => (Number(row[name]) * factor).toFixed(digits);
  return `${shown(value)} (${shown(`${value} low`)} to ${shown(`${value} high`)})`;
}
