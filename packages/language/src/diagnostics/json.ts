import type { Diagnostic, Origin } from '@kirchhoff/model';
import { placesOf } from './place.js';
import type { Place } from './place.js';
import type { Sources } from './render.js';

/** A range as files and editors name it: lines and columns from 1, offsets from 0 with `end` excluded. */
export interface JsonRange {
  readonly uri: string;
  readonly start: Place & { readonly offset: number };
  readonly end: Place & { readonly offset: number };
}

/** What `--json` prints for a report. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly title: string;
  readonly range?: JsonRange;
  readonly label?: string;
  readonly related: readonly { readonly range: JsonRange; readonly label: string }[];
  readonly notes: readonly { readonly kind: string; readonly text: string }[];
  readonly fixes: readonly { readonly text: string; readonly meaning?: string; readonly range?: JsonRange }[];
}

/** A report as plain data with lines and columns. */
export function diagnosticToJson(diagnostic: Diagnostic, sources: Sources): JsonDiagnostic {
  const { code, severity, title, mark, related, notes, fixes } = diagnostic;
  return {
    code,
    severity,
    title,
    ...(mark && { range: rangeOf(mark.origin, sources), label: mark.label }),
    related: related.map(({ origin, label }) => ({ range: rangeOf(origin, sources), label })),
    notes: notes.map(({ kind, text }) => ({ kind, text })),
    fixes: fixes.map(({ text, meaning, origin }) => ({
      text,
      ...(meaning !== undefined && { meaning }),
      ...(origin && { range: rangeOf(origin, sources) }),
    })),
  };
}

function rangeOf(origin: Origin, sources: Sources): JsonRange {
  const { start, end } = placesOf(sources(origin.uri), origin);
  return {
    uri: origin.uri,
    start: { ...start, offset: origin.start },
    end: { ...end, offset: origin.end },
  };
}
