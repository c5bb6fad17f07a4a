import { diskFull, renderDiagnostic, unreadable, unwritable } from '@kirchhoff/language';
import type { Diagnostic } from '@kirchhoff/model';
import { CommanderError } from 'commander';
import { exit, type ExitCode } from './exit.js';
import { Failure } from './failure.js';
import { type FileFault, fileFault, isTemporary } from './files/file-fault.js';
import { diagnosticsJson } from './study/diagnostics-json.js';
import type { Terminal } from './terminal/terminal.js';
import { version } from './version.js';

/** Says why a command ended and returns the exit status. */
export function conclude(cause: unknown, terminal: Terminal, interrupted: boolean): ExitCode {
  if (interrupted) {
    terminal.err('interrupted: no results were written; the same command goes on from what it has kept\n');
    return exit.interrupted;
  }
  if (cause instanceof CommanderError) return concludeUsage(cause, terminal);
  if (cause instanceof Failure) return concludeFailure(cause, terminal);
  const fault = fileFault(cause);
  if (fault !== undefined && fault.path !== undefined) {
    const failure = new Failure(isTemporary(fault) ? exit.tryAgain : exit.runFailed, [wordFault(fault)]);
    return concludeFailure(failure, terminal);
  }
  return concludeBug(cause, terminal);
}

/** Help and version end a command like a mistake on the command line does; commander has said it on standard error already. */
function concludeUsage({ exitCode, message }: CommanderError, terminal: Terminal): ExitCode {
  if (exitCode === 0) return exit.fine;
  const error = message.replace(/^error: /, '');
  if (terminal.json) terminal.out(`${JSON.stringify({ diagnostics: [], error }, null, 2)}\n`);
  return exit.wrongText;
}

function concludeFailure(failure: Failure, terminal: Terminal): ExitCode {
  const { diagnostics, sources, message } = failure;
  if (terminal.json) {
    const document =
      diagnostics.length > 0 ? diagnosticsJson(diagnostics, sources) : { diagnostics: [], error: message };
    terminal.out(`${JSON.stringify(document, null, 2)}\n`);
  } else if (diagnostics.length === 0) terminal.err(`${terminal.color.bold('kir:')} ${message}\n`);
  else printDiagnostics(diagnostics, sources, terminal);
  return failure.exit;
}

/** Reports in their frames on standard error, an empty line between two. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: (uri: string) => string,
  terminal: Terminal,
): void {
  const texts = diagnostics.map((each) => renderDiagnostic(each, sources, { color: terminal.colored }));
  terminal.err(`${texts.join('\n\n')}\n`);
}

function wordFault({ code, path = 'a file' }: FileFault): Diagnostic {
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path);
  if (code === 'EISDIR') return unreadable(path, 'folder');
  return unwritable(path, `the system says ${code}`);
}

function concludeBug(cause: unknown, terminal: Terminal): ExitCode {
  const message = cause instanceof Error ? cause.message : String(cause);
  terminal.err(
    `this is a bug in kir ${version}, please report it together with your study: ${message.split('\n')[0]}\n`,
  );
  if (process.env.KIRCHHOFF_DEBUG && cause instanceof Error) terminal.err(`${cause.stack}\n`);
  if (terminal.json) terminal.out(`${JSON.stringify({ diagnostics: [], bug: message }, null, 2)}\n`);
  return exit.bug;
}
