import { FormatError, readCsv } from '@kirchhoff/formats';
import { type MeasuredColumns, measuredRefusals } from '@kirchhoff/kernels';
import { brokenFile, fileNotFound } from '@kirchhoff/language';
import type { Plan, PlanTableLaw } from '@kirchhoff/plan';
import { tableLaws, tableSource } from '@kirchhoff/runtime';
import { refuseToRun } from '../failure.js';
import { bytesHash } from '../files/file-hash.js';
import { readBytes } from '../files/read-bytes.js';
import { reasonOf } from '../study/describe.js';
import type { NamedFiles } from '../study/named-files.js';

/** The measured tables that a plan's chips name, in siemens, by the runtime's name for their source. Throws a Failure. */
export function readTables(plan: Plan, files: NamedFiles): Record<string, MeasuredColumns> {
  const found: Record<string, MeasuredColumns> = {};
  for (const law of tableLaws(plan)) found[tableSource(law)] ??= readTable(law, files);
  return found;
}

function readTable(law: PlanTableLaw, files: NamedFiles): MeasuredColumns {
  const { name, hash } = law.file;
  const path = files.locate(name);
  if (path === undefined) throw refuseToRun(fileNotFound(undefined, name, files.placesOf(name)));
  const content = contentOf(path);
  if (hash !== null && bytesHash(content) !== hash)
    throw refuseToRun(brokenFile({ file: path, reason: 'it has changed since the study was checked' }));
  const columns = columnsOf(law, content, path);
  const [fault] = measuredRefusals(columns);
  if (fault !== undefined)
    throw refuseToRun(
      brokenFile({ file: path, kind: 'a measured table', reason: `it must be ${fault.allowed}` }),
    );
  return columns;
}

function contentOf(path: string): Uint8Array {
  try {
    return readBytes(path);
  } catch (cause) {
    throw refuseToRun(brokenFile({ file: path, reason: reasonOf(cause) }));
  }
}

function columnsOf(law: PlanTableLaw, content: Uint8Array, path: string): MeasuredColumns {
  const read = (column: PlanTableLaw['target']): Float64Array => {
    const { columns } = readCsv(content, { columns: [column.heading] });
    return columns[0]!.values.map((value) => value * column.siemens);
  };
  try {
    const { target, value, mean, sigma } = law;
    return {
      target: read(target),
      value: value && read(value),
      mean: mean && read(mean),
      sigma: sigma && read(sigma),
    };
  } catch (cause) {
    if (cause instanceof FormatError) throw refuseToRun(brokenFile({ file: path, reason: cause.message }));
    throw cause;
  }
}
