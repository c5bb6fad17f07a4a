import { exit } from '../exit.js';
import { fail } from '../failure.js';
import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { tableText } from '../terminal/table.js';

/** `kir compare RUN RUN`: what changed between two finished runs, and what it did to the same chips. */
export const compare: Register = (program, act) => {
  subcommand(
    program,
    'compare <first> <second>',
    'tell what changed between two finished runs (their folders), with paired intervals',
  ).action(
    act(async ({ terminal }, first = '', second = '') => {
      const { readRun } = await import('../record/read-run.js');
      const { recordChanges, studyChanges } = await import('../record/record-changes.js');
      const { compareGrid, comparePoints } = await import('@kirchhoff/report');
      const runs = [await readRun(first), await readRun(second)] as const;
      const points = comparePoints(runs[0], runs[1]);
      if (points.length === 0)
        throw fail(exit.wrongText, `${first} and ${second} have no point in common: nothing can be compared`);
      const changes = recordChanges(runs[0].record, runs[1].record);
      const study = studyChanges(runs[0].record, runs[1].record);
      if (terminal.json) return terminal.out(`${JSON.stringify({ changes, study, points }, null, 2)}\n`);
      const rows = changes.map((change) => [change.what, change.first, change.second]);
      const parts = [
        changes.length === 0
          ? 'nothing that could change a number differs\n'
          : tableText({ title: 'what differs', header: ['', first, second], rows }),
        ...(study.length === 0 ? [] : [`the study\n\n${study.map((line) => `  ${line}\n`).join('')}`]),
        tableText(compareGrid(points, runs[1].plan.experiments[0]!.confidence)),
      ];
      terminal.out(parts.join('\n'));
    }),
  );
};
