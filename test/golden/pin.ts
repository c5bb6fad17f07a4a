import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = join(import.meta.dirname, 'files');

/** Largest file kept under version control [bytes]. */
const mostBytes = 2 ** 20;

/** Holds a text to the bytes of a kept file; `UPDATE=1` writes the file instead. */
export function pin(name: string, text: string): void {
  const path = join(folder, name);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostBytes);
  if (process.env['UPDATE'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (!existsSync(path)) throw new Error(`there is no ${name}: UPDATE=1 writes it`);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

/** One value per line, so that a change shows as few lines; the order of keys is that of the text. */
export const byLine = (json: string): string => `${JSON.stringify(JSON.parse(json), null, 1)}\n`;
