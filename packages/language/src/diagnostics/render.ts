import type { Diagnostic, Fix, Mark, Note } from '@kirchhoff/model';
import { widthOf } from './display.js';
import { digitsOf, renderExcerpt } from './frame.js';
import type { Excerpt } from './frame.js';
import { painter } from './paint.js';
import type { Paint } from './paint.js';
import { placeOf } from './place.js';

export interface RenderOptions {
  /** ANSI colours; off by default. */
  readonly color?: boolean;
}

/** The text of a file by the name that origins carry. */
export type Sources = (uri: string) => string;

interface Section {
  readonly uri: string;
  readonly excerpt: Excerpt;
}

/** A report in the frame of language.md section 5, without a line end behind it. */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  sources: Sources,
  options: RenderOptions = {},
): string {
  const paint = painter(options.color ?? false);
  const { severity, code, title } = diagnostic;
  const head = `${paint(severity, `${severity}[${code}]`)}${paint('title', `: ${title}`)}`;
  const sections = sectionsOf(diagnostic, sources);
  const digits = Math.max(1, ...sections.map((section) => digitsOf(section.excerpt)));
  const lines = [head];
  sections.forEach((section, index) => lines.push(...renderSection(section, index === 0, digits, paint)));
  const notes = renderNotes(withPlaces(diagnostic, sources), digits, paint);
  if (notes.length > 0) lines.push(...(sections.length > 0 ? [bar(digits, paint)] : []), ...notes);
  return lines.map((line) => line.trimEnd()).join('\n');
}

function sectionsOf({ mark, related, severity }: Diagnostic, sources: Sources): Section[] {
  const marks = [...(mark ? [mark] : []), ...related];
  const uris = [...new Set(marks.map((each) => each.origin.uri))];
  return uris.map((uri) => ({
    uri,
    excerpt: {
      text: sources(uri),
      severity,
      ...(mark?.origin.uri === uri && { primary: mark }),
      related: related.filter((each) => each.origin.uri === uri),
    },
  }));
}

function renderSection(section: Section, isFirst: boolean, digits: number, paint: Paint): string[] {
  const { excerpt, uri } = section;
  const mark: Mark = excerpt.primary ?? excerpt.related[0];
  const { line, column } = placeOf(excerpt.text, mark.origin.start);
  const arrow = paint('frame', `${' '.repeat(digits + 1)}${isFirst ? '-->' : ':::'}`);
  return [`${arrow} ${uri}:${line}:${column}`, bar(digits, paint), ...renderExcerpt(excerpt, digits, paint)];
}

/** Notes with the file and line of their `{place}`. */
function withPlaces(diagnostic: Diagnostic, sources: Sources): Diagnostic {
  const notes = diagnostic.notes.map((note) => {
    if (!note.origin) return note;
    const { uri, start } = note.origin;
    return { ...note, text: note.text.replace('{place}', `${uri}:${placeOf(sources(uri), start).line}`) };
  });
  return { ...diagnostic, notes };
}

function bar(digits: number, paint: Paint): string {
  return paint('frame', `${' '.repeat(digits + 2)}|`);
}

function renderNotes({ notes, fixes }: Diagnostic, digits: number, paint: Paint): string[] {
  const ofKind = (kind: Note['kind']): readonly string[] =>
    notes.filter((note) => note.kind === kind).map((note) => note.text);
  return [
    ...ofKind('why').flatMap((text) => entry('why', [text], digits, paint)),
    ...ofKind('note').flatMap((text) => entry('note', [text], digits, paint)),
    ...entry('fix', fixLines(fixes), digits, paint),
    ...ofKind('see').flatMap((text) => entry('see', [text], digits, paint)),
  ];
}

function entry(kind: string, texts: readonly string[], digits: number, paint: Paint): string[] {
  const lines = texts.flatMap((text) => text.split('\n'));
  const lead = `${' '.repeat(digits + 2)}= `;
  const indent = ' '.repeat(lead.length + kind.length + 2);
  return lines.map((line, index) =>
    index === 0 ? `${lead}${paint('note', `${kind}:`)} ${line}` : `${indent}${line}`,
  );
}

/** Fixes one below the other, their meanings in one column. */
function fixLines(fixes: readonly Fix[]): string[] {
  const texts = fixes.map((fix) => fix.text.trim());
  const explained = texts.filter((_text, index) => fixes[index].meaning !== undefined);
  const width = Math.max(0, ...explained.map(widthOf));
  return texts.map((text, index) => {
    const { meaning } = fixes[index];
    if (meaning === undefined) return text;
    return text === '' ? meaning : `${text}${' '.repeat(width - widthOf(text) + 3)}${meaning}`;
  });
}
