// Prints tools/import-table.mjs as the table of docs/architecture.md; with --write puts it there.
import { readFileSync, writeFileSync } from 'node:fs';
import { folderOf, importTable } from './import-table.mjs';

const page = new URL('../docs/architecture.md', import.meta.url);
const begin = '<!-- generated: import table -->\n';

/** The table as Markdown. */
export function architectureTable() {
  const list = (items) => (items.length > 0 ? items.map((item) => `\`${item}\``).join(', ') : '–');
  const rows = Object.entries(importTable).map(([name, { imports, browser, home }]) => {
    const { description } = JSON.parse(
      readFileSync(new URL(`../${folderOf(name)}/package.json`, import.meta.url), 'utf8'),
    );
    return `| \`${name}\` | ${description} | ${list(imports)} | ${browser ? 'yes' : 'no'} | ${list(home)} |`;
  });
  return [
    '| package | one line | may import | runs in a browser | home of |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** The page with the table in its place. */
export function pageWithTable(text) {
  const [before, rest] = text.split(begin);
  return `${before}${begin}\n${architectureTable()}\n\n${rest.slice(rest.indexOf('<!-- end -->'))}`;
}

if (process.argv.includes('--write')) writeFileSync(page, pageWithTable(readFileSync(page, 'utf8')));
