import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manualTables } from '../../src/vocabulary/manual.js';
import { codesOf } from '../check/host.js';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/language.md'), 'utf8');

describe('docs/language.md', () => {
  it('holds the tables of the vocabulary (node packages/language/tools/write-manual.mjs writes them)', () => {
    expect(page.includes(`\n\n${manualTables()}\n\n<!-- /vocabulary -->`)).toBe(true);
  });

  it.each([...page.matchAll(/```kir\n([\s\S]*?)```/g)].map(([, text]) => [text]))(
    'has programs without faults: %s',
    (text) => {
      expect(codesOf(text)).toEqual([]);
    },
  );

  it('names every preset', () => {
    const folder = join(import.meta.dirname, '../../presets');
    for (const file of ['data', 'devices', 'chips', 'training']) {
      const names = [
        ...readFileSync(join(folder, `${file}.kir`), 'utf8').matchAll(
          /^(?:data|device|chip|network|train) (\w+)/gm,
        ),
      ];
      for (const [, name] of names) expect(page).toContain(`\`${name}\``);
    }
  });
});
