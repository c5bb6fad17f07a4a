import type { Diagnostic, Fix, Mark, Note, Origin, Severity } from '@kirchhoff/model';
import type { Code } from './codes.js';

/** The parts of a report; `why`, `see` and `note` are one sentence each, a fix is text to paste or a full `Fix`. */
export interface Parts {
  readonly code: Code;
  readonly severity?: Severity;
  readonly title: string;
  readonly at?: Origin;
  readonly label?: string;
  readonly related?: readonly Mark[];
  readonly why?: string;
  readonly note?: string;
  readonly see?: string;
  readonly fixes?: readonly (Fix | string)[];
}

/** Builds a diagnostic; used by the constructors of this folder alone. */
export function report(parts: Parts): Diagnostic {
  return {
    code: parts.code,
    severity: parts.severity ?? 'error',
    title: parts.title,
    ...(parts.at && { mark: { origin: parts.at, label: parts.label ?? '' } }),
    related: parts.related ?? [],
    notes: notesOf(parts),
    fixes: (parts.fixes ?? []).map((fix) => (typeof fix === 'string' ? { text: fix } : fix)),
  };
}

function notesOf(parts: Parts): Note[] {
  const kinds = ['why', 'note', 'see'] as const;
  return kinds.flatMap((kind) => {
    const text = parts[kind];
    return text === undefined ? [] : [{ kind, text }];
  });
}
