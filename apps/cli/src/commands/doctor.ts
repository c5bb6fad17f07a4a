import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { foldersOf } from '../session.js';

/** `kir doctor`: what this machine offers, and what is missing. */
export const doctor: Register = (program, act) => {
  subcommand(program, 'doctor', 'tell what this machine offers')
    .option('--data <folder>', 'folder of data sets (KIRCHHOFF_DATA)')
    .action(
      act(async ({ terminal, options }) => {
        const { examine, examinationText } = await import('../record/examine.js');
        const found = await examine(foldersOf(options));
        terminal.out(terminal.json ? `${JSON.stringify(found, null, 2)}\n` : examinationText(found));
      }),
    );
};
