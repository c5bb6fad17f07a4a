import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { storeOption, withStore } from '../store/named-store.js';
import { tableText } from '../terminal/table.js';

/** `kir query SQL`: an answer from the tables `runs`, `points` and `trials` of a store. */
export const query: Register = (program, act) => {
  storeOption(subcommand(program, 'query <sql>', 'ask the tables runs, points and trials of a store')).action(
    act(async ({ terminal, options }, sql = '') => {
      const { queryStore } = await import('@kirchhoff/results');
      const { columns, rows } = await withStore(options, (store) => queryStore(store, sql));
      if (terminal.json) return terminal.out(`${JSON.stringify({ columns, rows }, null, 2)}\n`);
      const cells = rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
      const count = rows.length === 1 ? 'one row' : `${rows.length} rows`;
      terminal.out(tableText({ title: count, header: columns, rows: cells }));
    }),
  );
};
