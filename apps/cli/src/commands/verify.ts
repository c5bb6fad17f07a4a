import { exit } from '../exit.js';
import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { storeOption, withStore } from '../store/named-store.js';

/** `kir verify`: reads every segment of a store and holds it against its checksum; exit 2 where one is broken. */
export const verify: Register = (program, act) => {
  storeOption(subcommand(program, 'verify', 'check every segment of a store')).action(
    act(async ({ terminal, options }) => {
      const { verifyStore } = await import('@kirchhoff/results');
      const found = await withStore(options, verifyStore);
      const { points, segments, rows, broken, conflicts } = found;
      if (terminal.json) terminal.out(`${JSON.stringify(found, null, 2)}\n`);
      else {
        terminal.out(`${points} points, ${segments} segments, ${rows} chips\n`);
        for (const { file, reason } of broken)
          terminal.out(`broken: ${file} (${reason}); the next run makes its chips again\n`);
        for (const { point, trial, column, values } of conflicts)
          terminal.out(
            `differing: chip ${trial} of points/${point}: ${column} is ${values[0]} and ${values[1]}\n`,
          );
        if (broken.length + conflicts.length === 0) terminal.out('every segment is whole\n');
      }
      return broken.length + conflicts.length === 0 ? exit.fine : exit.runFailed;
    }),
  );
};
