import type { Origin } from './origin.js';

export type Severity = 'error' | 'warning';

/** A marked place with a short spatial label. */
export interface Mark {
  readonly origin: Origin;
  readonly label: string;
}

/** Replacement text that an editor can apply, or a suggestion to paste (no `origin`). */
export interface Fix {
  readonly text: string;
  /** Shown after `text`, aligned: what this choice means. */
  readonly meaning?: string;
  /** The range the text replaces, when it can be applied as it stands. */
  readonly origin?: Origin;
}

/** `why: …`, `see: …` under the frame. */
export interface Note {
  readonly kind: 'why' | 'see' | 'note';
  /** `{place}` in it stands for the file and line of `origin`. */
  readonly text: string;
  readonly origin?: Origin;
}

/** One report for one fault. Built only by the constructors of language/src/messages. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  /** Absent when the fault is in no text, for example a missing data folder. */
  readonly mark?: Mark;
  readonly related: readonly Mark[];
  readonly notes: readonly Note[];
  readonly fixes: readonly Fix[];
}
