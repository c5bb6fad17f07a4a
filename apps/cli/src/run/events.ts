import type { Diagnostic } from '@kirchhoff/model';
import { printDiagnostics } from '../conclude.js';
import type { Terminal } from '../terminal/terminal.js';
import { type Progress, progressLine } from '../terminal/progress.js';

/** Something that happened, as `--events` prints it: one JSON document per line. */
export type Event = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Tells what happens: a progress line for people, NDJSON for programs. */
export interface Watcher {
  readonly emit: (event: Event) => void;
  /** A line that stays, unless quiet. */
  readonly say: (text: string) => void;
  readonly warn: (text: string) => void;
  /** A report that stays, without a place in a text. */
  readonly report: (diagnostic: Diagnostic) => void;
  /** A progress line that starts now. */
  readonly progress: () => Progress;
}

export function watcher(terminal: Terminal, events: boolean): Watcher {
  const silent = terminal.quiet || terminal.json || events;
  const emit = (event: Event): void => {
    if (events) terminal.err(`${JSON.stringify(event)}\n`);
  };
  return {
    emit,
    say: (text) => {
      if (!silent) terminal.err(`${text}\n`);
    },
    warn: (text) => {
      emit({ kind: 'warning', text });
      if (!terminal.json && !events) terminal.err(`${terminal.color.yellow('warning')}: ${text}\n`);
    },
    report: (diagnostic) => {
      const { code, title, notes } = diagnostic;
      emit({ kind: 'warning', code, text: [title, ...notes.map(({ text }) => text)].join('; ') });
      if (!terminal.json && !events) printDiagnostics([diagnostic], () => '', terminal);
    },
    progress: () => progressLine(silent ? { ...terminal, quiet: true } : terminal),
  };
}
