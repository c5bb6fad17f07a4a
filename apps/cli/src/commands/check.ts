import { compile, refusals } from '@kirchhoff/compiler';
import { diagnosticToJson, reportProblem, showModel } from '@kirchhoff/language';
import type { Diagnostic } from '@kirchhoff/model';
import { printDiagnostics } from '../conclude.js';
import { exit, type ExitCode } from '../exit.js';
import { subcommand, readingOptions } from '../program.js';
import type { Register } from '../register.js';
import { foldersOf, type Session } from '../session.js';
import { showTree } from '../study/cst.js';
import { hasErrors, type LoadedStudy, loadStudy } from '../study/load.js';
import { Option } from 'commander';

interface Own {
  readonly show?: 'cst' | 'ast' | 'model';
}

/** `kir check STUDY`: reports mistakes; `--show` prints what was understood. */
export const check: Register = (program, act) => {
  readingOptions(subcommand(program, 'check <study>', 'report the mistakes of a study'))
    .addOption(
      new Option('--show <what>', 'print what was understood, as JSON').choices(['cst', 'ast', 'model']),
    )
    .action(
      act<Own>((session, path = '') => {
        const loaded = loadStudy(path, foldersOf(session.options));
        if (session.options.show !== undefined) return show(loaded, session);
        const { sources } = loaded;
        const diagnostics = [...loaded.diagnostics, ...contradictions(loaded)];
        const { terminal } = session;
        if (terminal.json) {
          const reports = diagnostics.map((each) => diagnosticToJson(each, sources));
          terminal.out(`${JSON.stringify({ diagnostics: reports }, null, 2)}\n`);
        } else if (diagnostics.length > 0) printDiagnostics(diagnostics, sources, terminal);
        if (hasErrors(diagnostics)) return exit.wrongText;
        const isEmpty = loaded.program?.declarations.length === 0;
        if (!terminal.json && !terminal.quiet)
          terminal.out(`${path}: ${isEmpty ? nothing : verdict(diagnostics.length)}\n`);
        return exit.fine;
      }),
    );
};

/** What only a plan shows: settings that are right alone and cannot stand together, and what no chip can be built of. */
function contradictions({ study, diagnostics, host }: LoadedStudy): Diagnostic[] {
  if (study === undefined || hasErrors(diagnostics)) return [];
  return [...compile(study, host).problems, ...refusals(study)].map(reportProblem);
}

const nothing = 'no mistakes, but nothing is written in it either; kir init writes an example';

function verdict(warnings: number): string {
  if (warnings === 0) return 'no mistakes';
  return warnings === 1 ? 'no mistakes, one warning' : `no mistakes, ${warnings} warnings`;
}

/** Prints one stage on standard output, reports on standard error. */
function show(loaded: LoadedStudy, { terminal, options }: Session<Own>): ExitCode {
  const { program, study, diagnostics, sources, text, path } = loaded;
  if (diagnostics.length > 0) printDiagnostics(diagnostics, sources, terminal);
  if (options.show === 'cst') terminal.out(`${JSON.stringify(showTree({ uri: path, text }), null, 2)}\n`);
  else if (options.show === 'ast' && program !== undefined)
    terminal.out(`${JSON.stringify(program, null, 2)}\n`);
  else if (study !== undefined) terminal.out(showModel(study));
  return hasErrors(diagnostics) ? exit.wrongText : exit.fine;
}
