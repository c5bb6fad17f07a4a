import { format as formatProgram, toJson } from '@kirchhoff/language';
import { Failure } from '../failure.js';
import { exit } from '../exit.js';
import { writeWhole } from '../files/write.js';
import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { hasErrors, openStudy } from '../study/load.js';

/** `kir format FILE…`: lays texts out in place; `--json` prints the JSON image of one. */
export const format: Register = (program, act) => {
  subcommand(program, 'format <study>', 'lay a study out in place; with --json print its JSON image')
    .option('--check', 'change nothing; exit 1 where the layout differs')
    .action(
      act<{ readonly check?: boolean }>(({ terminal, options }, path = '') => {
        const { text, program: tree, diagnostics } = openStudy(path);
        if (tree === undefined || hasErrors(diagnostics))
          throw new Failure(exit.wrongText, diagnostics, () => text);
        const laidOut = formatProgram(tree);
        if (options.check) {
          if (laidOut === text) return exit.fine;
          if (!terminal.quiet) terminal.err(`${path} is not laid out; kir format ${path} does it\n`);
          return exit.wrongText;
        }
        if (terminal.json) return terminal.out(`${JSON.stringify(toJson(tree), null, 2)}\n`);
        if (path.toLowerCase().endsWith('.json')) return terminal.out(laidOut);
        if (laidOut !== text) writeWhole(path, laidOut);
      }),
    );
};
