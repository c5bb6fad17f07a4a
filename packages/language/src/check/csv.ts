import type {
  CsvColumnFacts,
  FileFacts,
  FileName,
  MeasuredColumn,
  MeasuredTable,
  Origin,
} from '@kirchhoff/model';
import { csvColumnUnit, unknownCsvColumn } from '../messages/columns.js';
import { brokenFile, fileNotFound, unsupportedOperators } from '../messages/files.js';
import { nearest } from '../vocabulary/nearest.js';
import { contradiction } from '../messages/values.js';
import { type Unit, unitOf } from '../vocabulary/units.js';
import type { Checker } from './checker.js';
import type { CallNode, Node } from './node.js';

/** What the headings of the file of `table(…)` say; undefined after a report. */
export function describeTable(law: CallNode, checker: Checker): MeasuredTable | undefined {
  const file = law.values.get('file');
  if (file?.kind !== 'plain') return undefined;
  const facts = describe(file, checker);
  if (!facts) return undefined;
  const { written } = file.value as FileName;
  if (facts.kind !== 'csv') {
    checker.report(brokenFile({ file: written, kind: 'a CSV file', at: file.origin }));
    return undefined;
  }
  const names = ['target', 'value', 'mean', 'sigma'].filter((name) => law.values.has(name));
  const columns = names.map(
    (name) => [name, columnOf(law.values.get(name), written, facts, checker)] as const,
  );
  if (columns.some(([, column]) => column === undefined)) return undefined;
  const found = Object.fromEntries(columns as [string, Found][]);
  if (!usable(found, written, checker)) return undefined;
  const { facts: targets, column } = found.target;
  const measured = Object.fromEntries(Object.entries(found).map(([name, each]) => [name, each.column]));
  return {
    columns: measured as unknown as MeasuredTable['columns'],
    ...(targets.lowest !== undefined && { lowest: targets.lowest * column.siemens }),
    ...(targets.highest !== undefined && { highest: targets.highest * column.siemens }),
  };
}

/** Whether the numbers of the columns can be those of a table; reports the first that cannot. */
function usable(found: Readonly<Record<string, Found>>, file: string, checker: Checker): boolean {
  const broken = Object.values(found).find(({ facts }) => facts.fault !== undefined);
  if (broken !== undefined) {
    checker.report(brokenFile({ file, reason: broken.facts.fault, at: broken.origin }));
    return false;
  }
  const { target, value, sigma } = found;
  const twice = value === undefined && target.facts.repeats === true;
  if (!twice && (sigma?.facts.lowest ?? 0) >= 0) return true;
  checker.report(
    contradiction((twice ? target : sigma).origin, {
      title: `${file} is no table of mean and sigma`,
      label: twice ? 'one target stands in two rows' : 'one of them is negative',
      why: 'every target has one mean and one standard deviation, which is not negative',
      fixes: ['correct the file', 'value = "read back [uS]"   for a table with one row for every cell'],
    }),
  );
  return false;
}

/** Facts of a file that the study names; undefined after a report. */
export function describe(node: Node & { kind: 'plain' }, checker: Checker): FileFacts | undefined {
  const name = node.value as FileName;
  const facts = checker.host.describe(name);
  if (facts.kind === 'missing') checker.report(fileNotFound(node.origin, name.written, []));
  else if (facts.kind === 'broken')
    checker.report(brokenFile({ file: name.written, reason: facts.reason, at: node.origin }));
  else if (facts.kind === 'unsupported')
    checker.report(unsupportedOperators(name.written, facts.operators, node.origin));
  else return facts;
  return undefined;
}

interface Found {
  readonly origin: Origin;
  readonly facts: CsvColumnFacts;
  readonly column: MeasuredColumn;
}

const siemensOf = ({ factor, exponent }: Unit): number => Number(`${factor}e${exponent}`);

function columnOf(
  node: Node | undefined,
  file: string,
  { columns }: FileFacts & { kind: 'csv' },
  checker: Checker,
): Found | undefined {
  if (node?.kind !== 'plain') return undefined;
  const wanted = String(node.value);
  const spelt = columns.map(({ name, unit }) =>
    unit === undefined || name.includes('[') ? name : `${name} [${unit}]`,
  );
  const index = columns.findIndex(({ name }, n) => name === wanted || spelt[n] === wanted);
  if (index < 0) {
    checker.report(unknownCsvColumn(node.origin, file, wanted, spelt, nearest(wanted, spelt)));
    return undefined;
  }
  const facts = columns[index];
  const written = facts.unit ?? /\[([^\]]*)\]/.exec(spelt[index])?.[1];
  const unit = written === undefined ? undefined : unitOf(written);
  if (unit?.dimension !== 'conductance') {
    checker.report(csvColumnUnit(node.origin, wanted, 'a conductance', written));
    return undefined;
  }
  return { origin: node.origin, facts, column: { heading: facts.name, siemens: siemensOf(unit) } };
}
