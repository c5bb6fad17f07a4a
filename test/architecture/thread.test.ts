import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What a built file names in its imports and exports; what is imported later, in a call, is not among it. */
const namedIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'/gm)].map(
    ([, name]) => name!,
  );

function fileOf(name: string, from: string): string | undefined {
  if (name.startsWith('.')) return join(dirname(from), name);
  const own = /^@kirchhoff\/(\w+)$/.exec(name);
  return own === null ? undefined : join(root, 'packages', own[1]!, 'dist/index.js');
}

/** Everything outside the project that loading a built file loads, and how many files of its own that takes. */
function loadedBy(file: string): { readonly files: number; readonly libraries: readonly string[] } {
  const seen = new Set<string>();
  const libraries = new Set<string>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const name of namedIn(next)) {
      const own = fileOf(name, next);
      if (own !== undefined) waiting.push(own);
      else if (!name.startsWith('node:')) libraries.add(name);
    }
  }
  return { files: seen.size, libraries: [...libraries].sort() };
}

describe('a thread of a run', () => {
  it('loads hashes and no other library: every thread loads them again before its first task', () => {
    const { files, libraries } = loadedBy(join(root, 'packages/runtime/dist/worker/worker.js'));
    expect(files).toBeGreaterThan(100);
    expect(libraries).toEqual(['@noble/hashes/sha2', '@noble/hashes/utils']);
  });
});
