import type { Diagnostic } from '@kirchhoff/model';
import { exit, type ExitCode } from './exit.js';

/** A command ended for a reason the user can act on: reports to print and the exit status. */
export class Failure extends Error {
  constructor(
    readonly exit: ExitCode,
    readonly diagnostics: readonly Diagnostic[],
    /** The text of a file by the name that origins carry, for the frames. */
    readonly sources: (uri: string) => string = () => '',
    message = diagnostics.map(({ title }) => title).join('; '),
  ) {
    super(message);
    this.name = 'Failure';
  }
}

/** A failure told in one plain sentence. */
export const fail = (code: ExitCode, message: string): Failure => new Failure(code, [], undefined, message);

/** The text or the command line is wrong. */
export const refuse = (...diagnostics: readonly Diagnostic[]): Failure =>
  new Failure(exit.wrongText, diagnostics);

/** The text is right but something it needs is missing or broken: the run fails. */
export const refuseToRun = (...diagnostics: readonly Diagnostic[]): Failure =>
  new Failure(exit.runFailed, diagnostics);
