import type { Baseline, TrialResult } from '@kirchhoff/plan';
import type { Place, RecordedTrial } from '@kirchhoff/runtime';
import { type Columns, rowsOf } from '@kirchhoff/results';

/** Fields that say which trial it is; all others are measured. */
const placeFields: ReadonlySet<string> = new Set(['experiment', 'point', 'repeat', 'trial']);
const baselinePrefix = 'baseline_';
/** Between the name of a metric and what it is of, as in `signal_to_error/fc1`. */
const innerMark = '/';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Measured fields as numbers by column, names in snake case; a metric with several numbers has a column for each; null is NaN. */
export function numbersOf(fields: object, prefix: string): [string, number][] {
  return Object.entries(fields).flatMap(([name, value]: [string, unknown]): [string, number][] => {
    if (placeFields.has(name)) return [];
    const column = `${prefix}${snake(name)}`;
    if (value === null || typeof value === 'number') return [[column, value ?? NaN]];
    if (typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([inner, number]: [string, unknown]): [string, number][] =>
      number === null || typeof number === 'number' ? [[`${column}${innerMark}${inner}`, number ?? NaN]] : [],
    );
  });
}

/** The inverse of `numbersOf`; a number of several that is missing is left out. */
function fieldsOf(numbers: readonly (readonly [string, number])[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [column, number] of numbers) {
    const value = Number.isNaN(number) ? null : number;
    const mark = column.indexOf(innerMark);
    const name = camel(mark < 0 ? column : column.slice(0, mark));
    if (mark < 0) fields[name] = value;
    else if (value !== null)
      fields[name] = { ...(fields[name] as object | undefined), [column.slice(mark + 1)]: value };
  }
  return fields;
}

/** Trials as columns of a segment. */
export function columnsOf(trials: readonly RecordedTrial[]): Columns {
  const rows = trials.map(
    ({ result, baseline }) =>
      new Map([['trial', result.trial], ...numbersOf(result, ''), ...numbersOf(baseline, baselinePrefix)]),
  );
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))].sort();
  return Object.fromEntries(
    names.map((name) => [name, Float64Array.from(rows, (row) => row.get(name) ?? NaN)]),
  );
}

/** Trials of a place from the columns of its segments. */
export function trialsOf(experiment: string, { point, repeat }: Place, columns: Columns): RecordedTrial[] {
  const names = Object.keys(columns).filter((name) => name !== 'trial');
  return Array.from({ length: rowsOf(columns) }, (_, row) => {
    const numbers = names.map((name) => [name, columns[name]![row]!] as const);
    const ofBaseline = numbers.filter(([name]) => name.startsWith(baselinePrefix));
    const ofTrial = numbers.filter(([name]) => !name.startsWith(baselinePrefix));
    const place = { experiment, point, repeat };
    return {
      result: { ...place, trial: columns.trial![row]!, ...fieldsOf(ofTrial) } as unknown as TrialResult,
      baseline: {
        ...place,
        ...fieldsOf(ofBaseline.map(([name, value]) => [name.slice(baselinePrefix.length), value])),
      } as unknown as Baseline,
    };
  });
}
