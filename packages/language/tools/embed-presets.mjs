// Writes presets/*.kir into src/presets/texts.generated.ts, so that the language needs no files at run time.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../presets/', import.meta.url);
const target = fileURLToPath(new URL('../src/presets/texts.generated.ts', import.meta.url));

export function generated() {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.kir'))
    .sort();
  const entries = names.map((name) => {
    const lines = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n');
    return `  'standard/${name}': [\n${lines.map((line) => `    ${JSON.stringify(line)},\n`).join('')}    '',\n  ].join('\\n'),\n`;
  });
  return [
    '// Written by tools/embed-presets.mjs from presets/*.kir; do not edit.\n',
    '/** The presets under `standard.`, by uri. */\n',
    'export const presetTexts: Readonly<Record<string, string>> = {\n',
    ...entries,
    '};\n',
  ].join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, generated());
