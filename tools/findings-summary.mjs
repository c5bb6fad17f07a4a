// What a page of docs/findings is made from: a row per point of a finished run, with labels as in the study, the mean of every
// measured column over its chips and its 95 % interval.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meanInterval, mean } from '@kirchhoff/statistics';

/** Rows of a CSV file as objects of texts. */
export function readCsv(text) {
  const [header, ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => unquoted(cell)));
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at]])));
}

const unquoted = (cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
const quoted = (cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The measured columns of trials.csv that a finding may show: the accuracy, and what `metrics` added. */
const measuredIn = (row) => [
  'accuracy',
  ...Object.keys(row).filter((name) => name.includes('signal_to_error')),
];

/** The text of NAME.csv from the folder of a finished run. */
export function summaryOf(folder) {
  const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));
  const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
  const images = Object.fromEntries(run.data.map(({ id, testImages }) => [id, testImages]));
  const trials = readCsv(readFileSync(join(folder, 'trials.csv'), 'utf8'));
  const axes = [...new Set(plan.experiments.flatMap(({ axes }) => axes.map(({ name }) => name)))];
  const measured = measuredIn(trials[0]);
  const header = [
    'experiment',
    ...axes,
    'chips',
    ...measured.flatMap((name) => [name, `${name} low`, `${name} high`]),
  ];
  const rows = plan.experiments.flatMap((experiment) =>
    experiment.points.map((point, index) => {
      const own = trials.filter((row) => row.experiment === experiment.name && Number(row.point) === index);
      const labels = Object.fromEntries(
        experiment.axes.map((axis, at) => [axis.name, axis.values[point.coordinates[at]].label]),
      );
      return [
        experiment.name,
        ...axes.map((name) => labels[name] ?? ''),
        String(new Set(own.map(({ trial }) => trial)).size),
        ...measured.flatMap((name) => numbersOf(own, name, name === 'accuracy' ? 1 / images[point.data] : 0)),
      ];
    }),
  );
  return [header, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n') + '\n';
}

/** Mean and interval of a column over chips, each the mean over the trained networks; empty where a layer is not there. */
function numbersOf(rows, name, resolution) {
  const chips = new Map();
  for (const row of rows)
    if (row[name] !== '') chips.set(row.trial, [...(chips.get(row.trial) ?? []), Number(row[name])]);
  const values = [...chips.values()].map((each) => mean(each));
  if (values.length === 0) return ['', '', ''];
  const networks = Math.max(...[...chips.values()].map(({ length }) => length));
  const { low, high } = meanInterval(values, 0.95, resolution / networks);
  return [mean(values), low, high].map((value) => String(Number(value.toPrecision(8))));
}
