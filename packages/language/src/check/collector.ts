import type { Diagnostic } from '@kirchhoff/model';
import { tooMany } from '../messages/text.js';
import type { Program } from '../syntax/ast.js';

const mostReports = 100;

/** Codes that may be mere consequences of a line that could not be read. */
const consequences = new Set([
  'K201',
  'K203',
  'K206',
  'K207',
  'K208',
  'K211',
  'K212',
  'K213',
  'K309',
  'K402',
  'K403',
  'K404',
  'K405',
]);

/**
 * Collects reports, each place and code once, and leaves out what only follows from faults of form. What nothing uses is named
 * in a text without errors only: an error may be the reason.
 */
export function collector(program: Program, formFaults: readonly Diagnostic[]) {
  const found = new Map<string, Diagnostic>();
  const places = formFaults.flatMap(({ mark }) => (mark?.origin.uri === program.uri ? [mark.origin] : []));
  const wounded = program.declarations.filter(({ origin }) =>
    places.some(({ start }) => start >= origin.start && start <= origin.end),
  );
  const follows = ({ code, mark }: Diagnostic): boolean => {
    if (formFaults.length === 0 || mark?.origin.uri !== program.uri) return false;
    const { start } = mark.origin;
    return (
      consequences.has(code) || wounded.some(({ origin }) => start >= origin.start && start <= origin.end)
    );
  };
  const tired = (): boolean => found.size >= mostReports;
  const report = (diagnostic: Diagnostic): void => {
    const { code, mark, title } = diagnostic;
    const key = mark
      ? `${code} ${mark.origin.uri} ${mark.origin.start} ${mark.origin.end}`
      : `${code} ${title}`;
    if (tired() || found.has(key) || follows(diagnostic)) return;
    found.set(key, diagnostic);
    if (tired() && mark) found.set('K153', tooMany(mark.origin, mostReports));
  };
  const rank = ({ mark }: Diagnostic): readonly [number, string, number] => [
    mark?.origin.uri === program.uri ? 0 : 1,
    mark?.origin.uri ?? '',
    mark?.origin.start ?? 0,
  ];
  const isError = ({ severity }: Diagnostic): boolean => severity === 'error';
  const kept = (): readonly Diagnostic[] => {
    const all = [...found.values()];
    const broken = formFaults.some(isError) || all.some(isError);
    return broken ? all.filter(({ code }) => code !== 'K211') : all;
  };
  const sorted = (): readonly Diagnostic[] =>
    [...kept()].sort((a, b) => {
      const [x, y] = [rank(a), rank(b)];
      return x[0] - y[0] || (x[1] < y[1] ? -1 : x[1] > y[1] ? 1 : 0) || x[2] - y[2];
    });
  return { report, tired, sorted };
}
