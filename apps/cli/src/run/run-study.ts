import { join } from 'node:path';
import { type Results, writePlan } from '@kirchhoff/plan';
import {
  answerGrid,
  answersCsv,
  differencesCsv,
  experimentVerdict,
  type PointSummary,
  sparklines,
  statisticsCsv,
  summarise,
  summaryCsv,
  controlGrid,
  runawayNotes,
  summaryGrid,
  trainingCsv,
  trialsCsv,
  varianceCsv,
} from '@kirchhoff/report';
import { printDiagnostics } from '../conclude.js';
import { csvRecords } from '../record/csv-rows.js';
import { makeRecord } from '../record/make-record.js';
import { defaultOut, requireOut } from '../record/out-folder.js';
import { drawPages } from '../record/pages.js';
import { type OutFile, writeRun } from '../record/write-run.js';
import type { Session } from '../session.js';
import { environmentOf } from '../store/environment.js';
import { storeFolder } from '../store/folder.js';
import { noStore, openRunStore } from '../store/run-store.js';
import { planRunnable, type PlannedStudy } from '../study/planned.js';
import { tableText } from '../terminal/table.js';
import { evaluate } from './evaluate.js';
import type { Watcher } from './events.js';
import { portraitsOf } from './portraits.js';
import { prepareRun } from './prepare.js';

/** The whole path: check, compile, train, evaluate, write, print. Nothing is written to the results' folder before all is there. */
export async function runStudy(path: string, session: Session, watch: Watcher): Promise<void> {
  const started = new Date();
  const { options, terminal } = session;
  const planned = planRunnable(path, options);
  const out = options.out ?? defaultOut(path);
  requireOut(out, planned.hash, options.force ?? false);
  if (planned.diagnostics.length > 0 && !terminal.quiet && !terminal.json)
    printDiagnostics(planned.diagnostics, planned.sources, terminal);
  const prepared = await prepareRun(planned, session, watch);
  const store = options.fastMath
    ? noStore
    : await openRunStore(planned, prepared, {
        folder: storeFolder(path, options),
        environment: environmentOf(planned, started),
        watch,
      });
  const evaluated = await evaluate(planned.plan, prepared.inputs, session, { watch, store });
  const results: Results = { ...evaluated.results, training: prepared.training };
  const { baselines } = results;
  const portraits = await portraitsOf(planned.plan, prepared.inputs, results, session);
  const { kernels } = evaluated;
  const record = makeRecord(planned, { prepared, options, kernels, started, baselines, portraits });
  const summaries = summarise(planned.plan, results);
  const tables = tableFiles(planned, results, summaries);
  const pages = await drawPages(planned.plan, results, record, watch.warn);
  session.signal.throwIfAborted();
  const files = [...tables, ...pages];
  writeRun(out, files, { ...record, files: files.map(({ name }) => name) });
  if (terminal.json) terminal.out(summaryJson(planned, out, files));
  else terminal.out(resultText(planned, results, { summaries, out, files }));
}

const tableFiles = (
  { plan }: PlannedStudy,
  results: Results,
  summaries: readonly PointSummary[],
): OutFile[] => [
  { name: 'summary.csv', content: summaryCsv(plan, summaries) },
  { name: 'trials.csv', content: trialsCsv(plan, results) },
  { name: 'training.csv', content: trainingCsv(results.training) },
  { name: 'statistics.csv', content: statisticsCsv(plan, results) },
  ...optional('differences.csv', differencesCsv(plan, results)),
  ...optional('variance.csv', varianceCsv(plan, results)),
  ...optional('answers.csv', answersCsv(plan, results)),
  { name: 'plan.json', content: writePlan(plan) },
];

const optional = (name: string, content: string | undefined): OutFile[] =>
  content === undefined ? [] : [{ name, content }];

interface Written {
  readonly summaries: readonly PointSummary[];
  readonly out: string;
  readonly files: readonly OutFile[];
}

/** The answers of every question, or every point of an experiment; what they say; then where the files lie. */
function resultText({ plan }: PlannedStudy, results: Results, { summaries, out, files }: Written): string {
  const tables = plan.experiments.map((experiment) => {
    const grid = answerGrid(experiment, results) ?? summaryGrid(experiment, summaries);
    const verdict = experimentVerdict(experiment, results, summaries);
    const controls = controlGrid(experiment, results, summaries);
    const lines = sparklines(experiment, summaries).map((line) => `  ${line}\n`);
    return [
      tableText(grid),
      ...(lines.length > 0 ? [lines.join('')] : []),
      ...verdict.map((sentence) => `  ${sentence}\n`),
      ...(controls === undefined ? [] : [tableText(controls)]),
      ...runawayNotes(experiment, results).map((note) => `  ${note}\n`),
    ].join('\n');
  });
  const pages = files.filter(({ name }) => name.endsWith('.html')).map(({ name }) => join(out, name));
  const where = [
    `report  ${pages.join(', ')}`,
    `data    ${join(out, 'summary.csv')}, ${join(out, 'trials.csv')}`,
  ];
  return `${[...tables, ...where].join('\n')}\n`;
}

/** The rows of summary.csv as JSON, numbers as numbers. */
function summaryJson({ hash }: PlannedStudy, out: string, files: readonly OutFile[]): string {
  const csv = files.find(({ name }) => name === 'summary.csv')!.content as string;
  const value = (name: string, cell: string): string | number | null => {
    if (cell === '') return null;
    return name === 'experiment' || Number.isNaN(Number(cell)) ? cell : Number(cell);
  };
  const summary = csvRecords(csv).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, value(name, cell)])),
  );
  const names = [...files.map(({ name }) => name), 'run.json'];
  return `${JSON.stringify({ planHash: hash, out, files: names, summary }, null, 2)}\n`;
}
