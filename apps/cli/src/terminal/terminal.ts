import pico from 'picocolors';

/** Where a command writes, and how it may look there. */
export interface Terminal {
  /** Results, to standard output. */
  readonly out: (text: string) => void;
  /** Reports and progress, to standard error. */
  readonly err: (text: string) => void;
  readonly color: ReturnType<typeof pico.createColors>;
  readonly colored: boolean;
  /** Standard error is a terminal that can redraw a line. */
  readonly interactive: boolean;
  readonly columns: number;
  readonly quiet: boolean;
  readonly json: boolean;
}

export interface TerminalOptions {
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** The process's own terminal; colour only where standard error is one and NO_COLOR is not set. */
export function processTerminal({ quiet = false, json = false }: TerminalOptions): Terminal {
  const colored = process.stderr.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    color: pico.createColors(colored),
    colored,
    interactive: process.stderr.isTTY === true && process.env.TERM !== 'dumb',
    columns: process.stdout.columns ?? 100,
    quiet,
    json,
  };
}
