import { readingOptions, subcommand, workingOptions } from '../program.js';
import type { Register } from '../register.js';
import { watcher } from '../run/events.js';

/** `kir run STUDY`: trains what is missing, evaluates every chip, writes results and report. */
export const run: Register = (program, act) => {
  workingOptions(
    readingOptions(subcommand(program, 'run <study>', 'run a study: results, tables and report')),
  )
    .option('--out <folder>', 'folder for the results (out/<name of the study>)')
    .option('--force', "replace another study's results in that folder")
    .action(
      act(async (session, path = '') => {
        const { runStudy } = await import('../run/run-study.js');
        return runStudy(path, session, watcher(session.terminal, session.options.events ?? false));
      }),
    );
};
