import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './host.js';

/** A text of the project by its path from the root. */
export interface Sample {
  readonly uri: string;
  readonly text: string;
}

function textsIn(folder: string): Sample[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.kir'))
    .sort()
    .map((name) => ({
      uri: `${folder}/${name}`,
      text: readFileSync(join(root, folder, name), 'utf8'),
    }));
}

export const examples: readonly Sample[] = textsIn('dsl-examples');
export const presets: readonly Sample[] = textsIn('packages/language/presets');
