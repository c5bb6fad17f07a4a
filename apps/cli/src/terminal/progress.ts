import { duration } from './duration.js';
import type { Terminal } from './terminal.js';

/** A line that is redrawn on a terminal and printed every ten seconds elsewhere. */
export interface Progress {
  /** `share` of the work done in 0 to 1, `text` what is going on. */
  update(share: number, text: string): void;
  /** Clears the line; prints `text` in its place where given. */
  end(text?: string): void;
}

const silence: Progress = { update: () => undefined, end: () => undefined };

const redrawEvery = 100;
const printEvery = 10_000;
const quietAtFirst = 2_000;

/** Progress with the time left, extrapolated from the share done since the start. */
export function progressLine(terminal: Terminal, now: () => number = Date.now): Progress {
  if (terminal.quiet || terminal.json) return silence;
  const started = now();
  let last = started;
  let drawn = false;
  const line = (share: number, text: string): string => {
    const elapsed = (now() - started) / 1000;
    const left = share > 0.01 ? `, about ${duration((elapsed * (1 - share)) / share)} left` : '';
    return `${String(Math.floor(share * 100)).padStart(3)} %  ${text}${left}`;
  };
  const clear = (): void => {
    if (drawn) terminal.err('\r\u001b[2K');
    drawn = false;
  };
  return {
    update(share, text) {
      const time = now();
      if (time - started < quietAtFirst) return;
      if (time - last < (terminal.interactive ? redrawEvery : printEvery)) return;
      last = time;
      if (!terminal.interactive) return terminal.err(`${line(share, text)}\n`);
      clear();
      terminal.err(line(share, text).slice(0, terminal.columns - 1));
      drawn = true;
    },
    end(text) {
      clear();
      if (text !== undefined) terminal.err(`${text}\n`);
    },
  };
}
