import type { StoredRun } from '../run/record.js';
import type { Sources } from './sources.js';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const column = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A value as SQL; a missing one is NULL. */
function literal(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}::DOUBLE` : 'NULL';
  return value === undefined || value === null ? 'NULL' : quoted(String(value));
}

function valuesTable(
  name: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): string[] {
  const head = columns.map(column).join(', ');
  if (rows.length === 0)
    return [
      `CREATE TABLE ${name} AS SELECT ${columns.map((each) => `NULL AS ${column(each)}`).join(', ')} LIMIT 0`,
    ];
  const pieces: string[] = [];
  for (let first = 0; first < rows.length; first += 1000) {
    const part = rows.slice(first, first + 1000);
    const body = part.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
    const source = `(VALUES ${body}) AS given(${head})`;
    pieces.push(
      first === 0
        ? `CREATE TABLE ${name} AS SELECT * FROM ${source}`
        : `INSERT INTO ${name} SELECT * FROM ${source}`,
    );
  }
  return pieces;
}

/** An axis whose values are numbers in one run and words in another holds words. */
function axisValues(runs: readonly StoredRun[], name: string): (value: unknown) => unknown {
  const words = runs.some(({ points }) => points.some(({ axes }) => typeof axes[name] === 'string'));
  return words ? (value) => (value === undefined ? undefined : String(value)) : (value) => value;
}

const ownColumns: ReadonlySet<string> = new Set([
  'run',
  'experiment',
  'point',
  'repeat',
  'trial',
  'trials',
  'hash',
]);

/** An axis that bears the name of another column gets a longer one. */
const axisColumn = (axis: string): string => (ownColumns.has(axis.toLowerCase()) ? `${axis}_axis` : axis);

function pointsTable(runs: readonly StoredRun[]): string[] {
  const axes = [...new Set(runs.flatMap(({ points }) => points.flatMap((point) => Object.keys(point.axes))))];
  const asWritten = axes.map((axis) => axisValues(runs, axis));
  const rows = runs.flatMap(({ id, points }) =>
    points.map((point) => [
      id,
      point.experiment,
      point.point,
      point.repeat,
      ...axes.map((axis, index) => asWritten[index]!(point.axes[axis])),
      point.trials,
      point.hash,
    ]),
  );
  return valuesTable(
    'points',
    ['run', 'experiment', 'point', 'repeat', ...axes.map(axisColumn), 'trials', 'hash'],
    rows,
  );
}

function runsTable(runs: readonly StoredRun[]): string[] {
  const word = ({ environment }: StoredRun, name: string): unknown => environment[name];
  return valuesTable(
    'runs',
    ['run', 'study', 'started', 'finished', 'points'],
    runs.map((run) => [
      run.id,
      word(run, 'study'),
      word(run, 'started'),
      word(run, 'finished'),
      run.points.length,
    ]),
  );
}

/** Rows of every segment with the hash of their point, each trial once. */
function rowsView({ files, overlapping }: Sources): string {
  if (files.length === 0) return 'CREATE VIEW stored AS SELECT NULL AS hash, NULL::INTEGER AS trial LIMIT 0';
  const list = files.map(quoted).join(', ');
  const rows = `SELECT regexp_extract(filename, '([0-9a-f]+)[/\\\\][^/\\\\]*$', 1) AS hash, * EXCLUDE (filename) FROM read_parquet([${list}], filename = true, union_by_name = true)`;
  return `CREATE VIEW stored AS ${overlapping ? `SELECT DISTINCT ON (hash, trial) * FROM (${rows})` : rows}`;
}

/** Statements that make the tables `runs`, `points`, and `trials` of a store. */
export const tableStatements = (runs: readonly StoredRun[], sources: Sources): string[] => [
  ...runsTable(runs),
  ...pointsTable(runs),
  rowsView(sources),
  `CREATE VIEW trials AS SELECT points.* EXCLUDE (trials, hash), stored.* EXCLUDE (hash) FROM points JOIN stored ON stored.hash = points.hash WHERE stored.trial < points.trials`,
];
