import type { PresetName } from '@kirchhoff/datasets';
import { exit } from '../exit.js';
import { fail } from '../failure.js';
import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { foldersOf } from '../session.js';

/** `kir data [NAME]`: the data sets that a study can name, where they were found, and what is expected of missing ones. */
export const data: Register = (program, act) => {
  subcommand(program, 'data [name]', 'list the data sets and where they were found')
    .option('--data <folder>', 'folder of data sets (KIRCHHOFF_DATA)')
    .option('--out <file>', 'write images and labels of the named set as .npz')
    .action(
      act(async ({ terminal, options, signal }, word) => {
        const { PRESETS } = await import('@kirchhoff/datasets');
        const names = Object.keys(PRESETS) as PresetName[];
        const folder = foldersOf(options).data;
        const name = word?.replace(/^standard\./, '').replaceAll('-', '_');
        if (name !== undefined && !names.includes(name as PresetName))
          throw fail(exit.wrongText, `there is no data set ${word}; there are ${names.join(', ')}`);
        const wanted = name === undefined ? names : [name as PresetName];
        if (options.out !== undefined) {
          if (name === undefined) throw fail(exit.wrongText, '--out needs the name of one data set');
          const { exportSet } = await import('../data/export.js');
          const shapes = await exportSet(wanted[0]!, { folder, signal }, options.out);
          if (terminal.json)
            terminal.out(`${JSON.stringify({ file: options.out, arrays: shapes }, null, 2)}\n`);
          else terminal.out(`${options.out}\n`);
          return;
        }
        const { describeSet, setLines } = await import('../data/listing.js');
        const sets = [];
        for (const each of wanted)
          sets.push(await describeSet(each, { folder, signal, strict: name !== undefined }));
        if (terminal.json) terminal.out(`${JSON.stringify({ folder: folder ?? null, sets }, null, 2)}\n`);
        else terminal.out(setLines(sets, folder));
      }),
    );
};
