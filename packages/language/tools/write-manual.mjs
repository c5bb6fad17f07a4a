// Writes the tables of docs/language.md from the vocabulary (after npm run build).
import { readFileSync, writeFileSync } from 'node:fs';
import { manualTables } from '../dist/vocabulary/manual.js';

const page = new URL('../../../docs/language.md', import.meta.url);
const begin =
  '<!-- prettier-ignore-start -->\n<!-- vocabulary: written by packages/language/tools/write-manual.mjs -->\n\n';
const end = '\n\n<!-- /vocabulary -->\n<!-- prettier-ignore-end -->';
const text = readFileSync(page, 'utf8');
const from = text.indexOf(begin) + begin.length;
const to = text.indexOf(end);
if (from < begin.length || to < from) throw new Error('docs/language.md has lost its markers');
writeFileSync(page, text.slice(0, from) + manualTables() + text.slice(to));
