import type { Command } from 'commander';
import type { ExitCode } from './exit.js';
import type { Session } from './session.js';

/** A command's body: its session and the words of the command line; returns the exit status, or nothing for 0. */
export type Body<Own> = (
  session: Session<Own>,
  ...words: (string | undefined)[]
) => Promise<ExitCode | void> | ExitCode | void;

/** Turns a body into what commander calls. */
export type Act = <Own = object>(body: Body<Own>) => (...given: unknown[]) => Promise<void>;

/** A command declares itself on the program and starts through `act`. */
export type Register = (program: Command, act: Act) => void;
