import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Row {
  readonly imports: readonly string[];
  readonly browser: boolean;
  readonly home: readonly string[];
}

const root = join(import.meta.dirname, '../..');
const { importTable, folderOf } = (await import('../../tools/import-table.mjs' as string)) as {
  importTable: Record<string, Row>;
  folderOf: (name: string) => string;
};
const { pageWithTable } = (await import('../../tools/architecture-table.mjs' as string)) as {
  pageWithTable: (text: string) => string;
};

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

function imported(folder: string): Set<string> {
  const found = new Set<string>();
  const pattern = /^(?:import|export)\b[^;]*?\bfrom\s+'([\w@][\w@/.:-]*)'|\bimport\(\s*'([\w@][\w@/.:-]*)'/gm;
  for (const text of sources(folder))
    for (const match of text.matchAll(pattern)) found.add((match[1] ?? match[2])!);
  return found;
}

describe.each(Object.entries(importTable))('%s', (name, row) => {
  const modules = [...imported(join(root, folderOf(name), 'src'))];
  const kirchhoff = modules
    .filter((module) => module.startsWith('@kirchhoff/'))
    .map((module) => module.slice('@kirchhoff/'.length));

  it('imports only what the table allows', () => {
    expect(kirchhoff.filter((other) => !row.imports.includes(other))).toEqual([]);
  });

  it('uses only libraries that live there', () => {
    const libraries = modules
      .filter((module) => !module.startsWith('@kirchhoff/') && !module.startsWith('node:'))
      .map((module) =>
        module
          .split('/')
          .slice(0, module.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect(libraries.filter((library) => !row.home.includes(library))).toEqual([]);
  });

  it('declares what it imports', () => {
    const manifest = JSON.parse(readFileSync(join(root, folderOf(name), 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const declared = Object.keys(manifest.dependencies)
      .filter((module) => module.startsWith('@kirchhoff/'))
      .map((module) => module.slice('@kirchhoff/'.length));
    expect(declared.sort()).toEqual([...row.imports].sort());
  });

  if (row.browser)
    it('touches nothing of Node', () => {
      expect(modules.filter((module) => module.startsWith('node:'))).toEqual([]);
    });
});

describe('house', () => {
  const counts = Object.keys(importTable)
    .flatMap((name) => sources(join(root, folderOf(name), 'src')))
    .filter((text) => !text.startsWith('// generated'))
    .map((text) => text.split('\n').length - 1)
    .sort((a, b) => a - b);

  it('has small rooms: median file at most 100 lines, none over 300', () => {
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(100);
    expect(counts.at(-1)).toBeLessThanOrEqual(300);
  });

  it('prints the real table in docs/architecture.md', () => {
    const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    expect(page).toBe(pageWithTable(page));
  });
});
