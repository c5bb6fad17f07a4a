import type { Diagnostic } from '@kirchhoff/model';
import { format } from '../format/format.js';
import { jsonVersion, notJson, tooLarge } from '../messages/text.js';
import type { Program } from '../syntax/ast.js';
import { parse } from '../syntax/parse.js';
import type { Source } from '../syntax/parse.js';
import { declarationIn } from './items.js';
import { locateFault } from './locate.js';
import { commentsIn, keysOf, listOf, nowhere } from './reading.js';
import type { Reading } from './reading.js';

const sizeLimit = 1 << 23;

export interface FromJson {
  /** Absent when the JSON is no image of a program. Its places refer to `text`. */
  readonly program?: Program;
  /** The program's canonical text, to be shown in reports in place of the JSON. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the JSON image of a program (`toJson`). The program comes back as if its canonical text had been parsed, so that
 * reports show that text. Never throws: what is no JSON, or of another shape, is reported (K16x).
 */
export function fromJson(source: Source): FromJson {
  const { uri } = source;
  if (source.text.length > sizeLimit) return { diagnostics: [tooLarge(uri, source.text.length, sizeLimit)] };
  const data = parseJson(source);
  if (!data.ok) return { diagnostics: [notJson({ uri, start: data.at, end: data.at + 1 })] };
  const reading: Reading = { diagnostics: [], depth: 0 };
  const image = programIn(reading, data.value, uri);
  if (!image || reading.diagnostics.length > 0) return { diagnostics: reading.diagnostics };
  const text = format(image);
  const { program, diagnostics } = parse({ uri, text });
  return { program, text, diagnostics };
}

type JsonText = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly at: number };

function parseJson({ text }: Source): JsonText {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, at: locateFault(text) };
  }
}

function programIn(reading: Reading, value: unknown, uri: string): Program | undefined {
  const keys = keysOf(reading, value, 'the study', ['kirVersion', 'declarations', 'below']);
  if (!keys) return undefined;
  if (keys['kirVersion'] !== 1) {
    reading.diagnostics.splice(0, Infinity, jsonVersion(JSON.stringify(keys['kirVersion']) ?? 'missing'));
    return undefined;
  }
  const read = (item: unknown, at: string) => declarationIn(reading, item, at);
  const declarations = listOf(reading, keys['declarations'], 'declarations', read);
  return { uri, declarations, below: commentsIn(reading, keys['below'], 'below'), origin: nowhere };
}
