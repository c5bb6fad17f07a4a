import { exit } from '../exit.js';
import { fail } from '../failure.js';
import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { storeOption, withStore } from '../store/named-store.js';
import { bytes } from '../terminal/amount.js';
import { weightsFolder } from '../weights/store.js';

interface Own {
  readonly forget?: readonly string[];
  readonly dry?: boolean;
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** `kir gc`: frees points that no run needs and what killed runs left. */
export const gc: Register = (program, act) => {
  storeOption(subcommand(program, 'gc', 'free what no run of a store needs'))
    .option('--forget <run>', 'forget this run first (may be given again)', collect)
    .option('--dry', 'tell what would be freed, and leave it')
    .action(
      act<Own>(async ({ terminal, options }) => {
        const { collectGarbage, readRuns } = await import('@kirchhoff/results');
        const freed = await withStore(options, async (store) => {
          const ids = (await readRuns(store)).map(({ id }) => id);
          const forget = (options.forget ?? []).map((word) => runNamed(ids, word));
          return collectGarbage(store, { forget, beside: [weightsFolder(store)], dry: options.dry });
        });
        if (terminal.json) return terminal.out(`${JSON.stringify(freed, null, 2)}\n`);
        const { points, runs, files } = freed;
        const what = `${runs} runs, ${points} points, ${files} files, ${bytes(freed.bytes)}`;
        terminal.out(`${options.dry ? 'would free' : 'freed'} ${what}\n`);
      }),
    );
};

/** The one run whose hash begins so. */
function runNamed(ids: readonly string[], word: string): string {
  const found = ids.filter((id) => id.startsWith(word));
  if (found.length === 1 && word.length > 0) return found[0]!;
  const why = found.length === 0 ? 'no run begins' : 'several runs begin';
  throw fail(exit.wrongText, `${why} with ${word}; kir runs lists them`);
}
