import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'samples');
const examples = join(import.meta.dirname, '../../../../dsl-examples');

function textsIn(home: string): { readonly uri: string; readonly text: string }[] {
  if (!existsSync(home)) return [];
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.kir'),
  );
  return names.sort().map((name) => ({ uri: name, text: readFileSync(join(home, name), 'utf8') }));
}

/** The programs of language.md section 3. */
export const samples = textsIn(folder);

/** Those and the examples of the project. */
export const programs = [...samples, ...textsIn(examples)];
