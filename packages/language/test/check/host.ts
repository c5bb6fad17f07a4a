import type { FileFacts, Host } from '@kirchhoff/model';
import { diagnose } from '../../src/check/diagnose.js';
import { programs } from '../syntax/samples.js';

const columns = [
  { name: 'target [uS]', unit: 'uS' },
  { name: 'read back [uS]', unit: 'uS' },
  { name: 'yield [%]', unit: '%' },
  { name: 'cell' },
];

/** A world of a few texts; every CSV file has the columns above, `missing…` and `broken…` are what they say. */
export function hostOf(texts: Readonly<Record<string, string>> = {}): Host {
  return {
    read: (uri) => texts[uri],
    resolve: (written, from) => `${from.slice(0, from.lastIndexOf('/') + 1)}${written}`,
    describe: ({ written }): FileFacts => {
      if (written.startsWith('missing')) return { kind: 'missing' };
      if (written.startsWith('broken')) return { kind: 'broken', reason: 'it ends after 12 bytes' };
      return written.endsWith('.csv') ? { kind: 'csv', columns, hash: '0' } : { kind: 'other', hash: '0' };
    },
  };
}

/** The samples and the project's examples, which may import each other. */
export const sampleHost = hostOf(Object.fromEntries(programs.map(({ uri, text }) => [uri, text])));

/** Reads and checks a text that stands alone. */
export const read = (text: string, texts: Readonly<Record<string, string>> = {}) =>
  diagnose({ uri: 'study.kir', text }, hostOf(texts));

/** Codes of all reports, in order. */
export const codesOf = (text: string, texts: Readonly<Record<string, string>> = {}): readonly string[] =>
  read(text, texts).diagnostics.map(({ code }) => code);

/** An experiment on a chip called pilot with these lines. */
export const experiment = (lines: string, before = 'chip pilot from standard.rram_chip'): string =>
  `${before}\nexperiment study {\n  train = standard.digits_mlp\n  chip = pilot\n${lines}\n}\n`;
