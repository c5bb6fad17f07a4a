import type { Column } from '../export/table.js';
import { exit } from '../exit.js';
import { fail } from '../failure.js';
import { writeWhole } from '../files/write.js';
import { subcommand } from '../program.js';
import type { Register } from '../register.js';

const forms = ['csv', 'parquet', 'xlsx', 'npz'] as const;

type Form = (typeof forms)[number];
type Own = { readonly [F in Form]?: string };

/** `kir export DIR`: every chip of a finished run as a table in other forms; `--json` prints it. */
export const exportTables: Register = (program, act) => {
  const command = subcommand(
    program,
    'export <folder>',
    'write every chip of a finished run as a table; --json prints it',
  );
  for (const form of forms) command.option(`--${form} <file>`, `write ${form} to this file`);
  command.action(
    act<Own>(async ({ terminal, options }, folder = '') => {
      const wanted = forms.filter((form) => options[form] !== undefined);
      if (wanted.length === 0 && !terminal.json)
        throw fail(
          exit.wrongText,
          `say in which form: ${forms.map((form) => `--${form} FILE`).join(', ')}, or --json to print it`,
        );
      const { readRun } = await import('../record/read-run.js');
      const { writers } = await import('../export/write.js');
      const { trialsTable } = await import('../export/table.js');
      const table = trialsTable(await readRun(folder));
      for (const form of wanted) writeTable(options[form]!, writers[form], table);
      if (terminal.json) terminal.out(writers.json(table));
      else terminal.out(`${wanted.map((form) => options[form]!).join('\n')}\n`);
    }),
  );
};

function writeTable(
  file: string,
  write: (table: readonly Column[]) => string | Uint8Array,
  table: readonly Column[],
): void {
  let content: string | Uint8Array;
  try {
    content = write(table);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw fail(exit.wrongText, `${file} cannot hold the table: ${cause.message}; --parquet has no limit`);
    throw cause;
  }
  writeWhole(file, content);
}
