import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './pages.js';
import { laws, options, proofs, vocabularyOptions } from './proofs.js';

/** The title as a text of the source, whichever quotes it stands in. */
function isTitled(source: string, title: string): boolean {
  return ["'", '`', '"'].some((quote) => source.includes(`${quote}${title}${quote}`));
}

describe('what proves the model', () => {
  const known = new Set(proofs().map(({ name }) => name));

  it('are tests that exist', () => {
    expect(known.size).toBeGreaterThan(20);
    expect(known.size).toBe(proofs().length);
    const missing = proofs().filter(({ file, title }) => {
      const path = join(root, file);
      return !file.endsWith('.test.ts') || !existsSync(path) || !isTitled(readFileSync(path, 'utf8'), title);
    });
    expect(missing).toEqual([]);
  });

  it('is named for each of the laws 0 to 15', () => {
    expect(laws().map(({ of }) => of)).toEqual(Array.from({ length: 16 }, (_, law) => `${law}`));
  });

  it('is named for every option of the vocabulary, and for none that does not exist', () => {
    const rows = options().map(({ of, values }) => [of, [...values].sort()]);
    const wanted = [...vocabularyOptions()].map(([of, choices]) => [of, [...choices].sort()]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(wanted));
    expect(rows).toHaveLength(wanted.length);
  });

  it('is in the list, and the list holds nothing else', () => {
    const claims = [...laws(), ...options()];
    expect(claims.filter((claim) => claim.proofs.length === 0)).toEqual([]);
    const used = claims.flatMap((claim) => claim.proofs);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    expect([...known].filter((name) => !used.includes(name))).toEqual([]);
  });
});
