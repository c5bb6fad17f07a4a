import type { RunRecord } from './run-record.js';

/** Something that differs between two runs. */
export interface RecordChange {
  readonly what: string;
  readonly first: string;
  readonly second: string;
}

/** Everything that can change a number, by name. */
function factsOf(record: RunRecord): Map<string, string> {
  const { engine, options } = record;
  return new Map([
    ['plan', record.planHash.slice(0, 12)],
    ['results version', String(record.resultsVersion)],
    ['kirchhoff', record.versions.kirchhoff ?? ''],
    ['training engine', engine === null ? 'none' : `${engine.name} ${engine.version}`],
    ...Object.entries(options)
      .filter(([name]) => name === 'seed')
      .map(([name, value]): [string, string] => [`option ${name}`, String(value)]),
    ...record.data.map((data): [string, string] => [`data ${data.name}`, data.hash.slice(0, 12)]),
    ['weights', record.weights.map(({ key }) => key.slice(0, 12)).join(', ')],
  ]);
}

/** What differs in the records of two runs, in a fixed order. */
export function recordChanges(first: RunRecord, second: RunRecord): RecordChange[] {
  const [a, b] = [factsOf(first), factsOf(second)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((what) => a.get(what) !== b.get(what))
    .map((what) => ({ what, first: a.get(what) ?? 'none', second: b.get(what) ?? 'none' }));
}

/** Lines of the study that only one of the runs has, each with `-` for the first or `+` for the second before it. */
export function studyChanges(first: RunRecord, second: RunRecord): string[] {
  const lines = (record: RunRecord): string[] =>
    record.study.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const [a, b] = [lines(first), lines(second)];
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `- ${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `+ ${line}`),
  ];
}
