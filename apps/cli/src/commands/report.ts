import { join } from 'node:path';
import { writeWhole } from '../files/write.js';
import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { watcher } from '../run/events.js';

/** `kir report DIR`: draws the pages of a finished run again, from its folder alone. */
export const report: Register = (program, act) => {
  subcommand(program, 'report <folder>', 'draw the pages of a finished run again').action(
    act(async ({ terminal }, folder = '') => {
      const { drawPages } = await import('../record/pages.js');
      const { readRun } = await import('../record/read-run.js');
      const { plan, results, record } = await readRun(folder);
      const files = await drawPages(plan, results, record, watcher(terminal, false).warn);
      for (const { name, content } of files) writeWhole(join(folder, name), content);
      const names = files.map(({ name }) => join(folder, name));
      if (terminal.json) terminal.out(`${JSON.stringify({ files: names }, null, 2)}\n`);
      else terminal.out(`${names.join('\n')}\n`);
    }),
  );
};
