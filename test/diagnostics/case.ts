import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Diagnostic } from '@kirchhoff/model';
import { diagnose, fromJson, presetText, renderDiagnostic } from '@kirchhoff/language';
import { compiled, wordedBy } from './behind.js';
import { hostFor } from './host.js';

const folder = import.meta.dirname;
const separator = '# ---- expected ----\n';

/** One file of this folder: a text, and behind the separator what the product says about it, line by line as comments. */
export interface Case {
  readonly name: string;
  readonly path: string;
  readonly source: string;
  readonly expected?: string;
}

/** All cases, by name. */
export function readCases(): Case[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.kir'),
  );
  return names.sort().map((name) => readCase(join(folder, name)));
}

function readCase(path: string): Case {
  const text = readFileSync(path, 'utf8');
  const at = text.indexOf(separator);
  const name = relative(folder, path);
  if (at < 0) return { name, path, source: text };
  const lines = text
    .slice(at + separator.length)
    .trimEnd()
    .split('\n');
  return {
    name,
    path,
    source: text.slice(0, at),
    expected: lines.map((line) => line.replace(/^# ?/, '')).join('\n'),
  };
}

/** Everything the product says about a case, as a user sees it. */
export function reportsOf({ name, path, source }: Case): string {
  const uri = basename(path);
  const worded = wordedBy(uri, source);
  const behind = name.startsWith('mapping') ? compiled(uri, source, hostFor(uri)) : undefined;
  const { text, diagnostics } = worded ?? behind ?? diagnosed(uri, repeated(source));
  const host = hostFor(uri);
  const sourceOf = (name: string): string =>
    name === uri ? text : (presetText(name) ?? host.read(name) ?? '');
  if (diagnostics.length === 0) return 'no reports';
  const reports = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sourceOf));
  if (reports.length > 20) reports.splice(1, reports.length - 2, `(${reports.length - 2} more)`);
  return reports.join('\n\n');
}

/** `*.json.kir` holds a study as JSON. */
function diagnosed(
  uri: string,
  source: string,
): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  if (!uri.endsWith('.json.kir')) {
    return { text: source, diagnostics: diagnose({ uri, text: source }, hostFor(uri)).diagnostics };
  }
  const { text, diagnostics } = fromJson({ uri, text: source });
  return { text: text ?? source, diagnostics };
}

/** A first line `# ---- repeat 1000 ----` stands for a text that long. */
function repeated(source: string): string {
  const match = /^# ---- repeat (\d+) ----\n/.exec(source);
  return match ? source.slice(match[0].length).repeat(Number(match[1])) : source;
}

/** Writes what the product says behind the text. */
export function rewriteCase({ path, source }: Case, reports: string): void {
  const lines = reports.split('\n').map((line) => `# ${line}`.trimEnd());
  const start = source === '' || source.endsWith('\n') ? source : `${source}\n`;
  writeFileSync(path, `${start}${separator}${lines.join('\n')}\n`);
}
