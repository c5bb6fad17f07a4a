import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { foldersOf } from '../session.js';

interface Own {
  readonly study?: string;
  readonly chip?: string;
}

/** `kir describe MODEL`: the layers of a network's file, and the arrays that a chip needs for them. */
export const describe: Register = (program, act) => {
  subcommand(program, 'describe <model>', 'tell layers, shapes, work and arrays of a network file')
    .option('--models <folder>', 'folder of networks and weights (KIRCHHOFF_MODELS)')
    .option('--study <study>', 'study that holds the chip; standard.rram_chip unless said')
    .option('--chip <name>', 'chip of the study, or a standard one')
    .action(
      act<Own>(async ({ terminal, options }, path = '') => {
        const { describeModelFile } = await import('../models/describe-model.js');
        const description = describeModelFile(path, foldersOf(options), options);
        if (terminal.json) return terminal.out(`${JSON.stringify(description, null, 2)}\n`);
        const { modelText } = await import('../models/model-text.js');
        terminal.out(modelText(description));
      }),
    );
};
