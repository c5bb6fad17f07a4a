import { exit } from '../exit.js';
import { fail } from '../failure.js';
import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { differingTrials } from '../store/differing.js';
import { storeOption, withStore } from '../store/named-store.js';

/** `kir merge`: many small segments become few; fails where two rows of one chip differ. */
export const merge: Register = (program, act) => {
  storeOption(subcommand(program, 'merge', 'make few segments of many')).action(
    act(async ({ terminal, options }) => {
      const { mergePoint, storedPoints } = await import('@kirchhoff/results');
      let before = 0;
      let after = 0;
      await withStore(options, async (store) => {
        for (const point of await storedPoints(store)) {
          const merged = await mergePoint(store, point);
          if (merged.conflicts.length > 0) throw differingTrials(store, merged.conflicts[0]!);
          if (merged.broken.length > 0)
            throw fail(
              exit.runFailed,
              `${merged.broken[0]!.file} is broken (${merged.broken[0]!.reason}); run the study again to repair it`,
            );
          before += merged.before;
          after += merged.after;
        }
      });
      if (terminal.json) return terminal.out(`${JSON.stringify({ before, after }, null, 2)}\n`);
      terminal.out(`${before} segments became ${after}\n`);
    }),
  );
};
