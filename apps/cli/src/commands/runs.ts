import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { storeOption, withStore } from '../store/named-store.js';
import { tableText } from '../terminal/table.js';

const word = (environment: Readonly<Record<string, unknown>>, name: string): string => {
  const value = environment[name];
  return typeof value === 'string' ? value : '';
};

/** `kir runs`: what a store holds. */
export const runs: Register = (program, act) => {
  storeOption(subcommand(program, 'runs', 'list the runs of a store')).action(
    act(async ({ terminal, options }) => {
      const { readRuns } = await import('@kirchhoff/results');
      const found = await withStore(options, readRuns);
      const listed = found
        .map(({ id, environment, points }) => ({
          run: id,
          study: word(environment, 'study'),
          started: word(environment, 'started'),
          finished: word(environment, 'finished'),
          points: points.length,
          trials: points.reduce((sum, { trials }) => sum + trials, 0),
        }))
        .sort((a, b) => (a.started < b.started ? -1 : 1));
      if (terminal.json) return terminal.out(`${JSON.stringify({ runs: listed }, null, 2)}\n`);
      const rows = listed.map((run) => [
        run.run.slice(0, 12),
        run.study,
        run.started,
        run.finished === '' ? 'not finished' : run.finished,
        String(run.points),
        String(run.trials),
      ]);
      const header = ['run', 'study', 'started', 'finished', 'points', 'chips'];
      terminal.out(tableText({ title: 'runs', header, rows }));
    }),
  );
};
