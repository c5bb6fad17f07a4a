import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** A fenced block of a page: its language word, the words behind it, and its text. */
export interface Fence {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly words: string;
  readonly text: string;
}

const folders = ['', 'docs', 'docs/decisions', 'docs/findings', 'dsl-examples'];

/** Every page of the documentation, relative to the project's root. */
export function pages(): string[] {
  const named = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
    .filter((name) => name.endsWith('.md'));
  const readmes = ['packages', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name, 'README.md')),
  );
  return [...named, ...readmes.filter((name) => existsSync(join(root, name)))].sort();
}

/** The fenced blocks of a page in order. */
export function fences(page: string): Fence[] {
  const lines = readFileSync(join(root, page), 'utf8').split('\n');
  const found: Fence[] = [];
  for (let i = 0; i < lines.length; i++) {
    const open = /^```(\w+)\s*(.*)$/.exec(lines[i]!);
    if (open === null) continue;
    const start = i + 1;
    while (i + 1 < lines.length && !lines[i + 1]!.startsWith('```')) i++;
    found.push({
      page,
      line: start + 1,
      language: open[1]!,
      words: open[2]!,
      text: lines.slice(start, i + 1).join('\n'),
    });
    i++;
  }
  return found;
}

/** Relative links of a page whose file does not exist. */
export function brokenLinks(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1]!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !existsSync(join(root, dirname(page), target)))
    .map((target) => `${relative('.', page)}: ${target}`);
}

/** The tables of a page as rows of trimmed cells. */
function tables(page: string): string[][][] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/(?:^\|.*\n?)+/gm)].map(([table]) =>
    table
      .trimEnd()
      .split('\n')
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
  );
}

/** Cells of capital letters alone in a column of figures: they stand for a measurement that nobody filled in. */
export const unfilledCells = (page: string): string[] =>
  tables(page).flatMap(([header = [], , ...rows]) =>
    header.flatMap((_, column) => {
      const cells = rows.map((row) => row[column] ?? '');
      const figures = cells.some((cell) => /^[-\d]/.test(cell));
      return figures
        ? cells.filter((cell) => /^[A-Z]{3,}$/.test(cell)).map((cell) => `${page}: ${cell}`)
        : [];
    }),
  );
