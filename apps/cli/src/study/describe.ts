import { statSync } from 'node:fs';
import {
  csvHeadings,
  type CsvHeading,
  FormatError,
  npyShape,
  npzShapes,
  readCsv,
  UnsupportedOperators,
} from '@kirchhoff/formats';
import type { CsvColumnFacts, FileFacts } from '@kirchhoff/model';
import { fileFault } from '../files/file-fault.js';
import { fileHash } from '../files/file-hash.js';
import { isModelName, readModelFile } from '../files/model-file.js';
import { readBytes } from '../files/read-bytes.js';

/** A column with a unit is read for what its numbers span. */
function columnFacts(content: Uint8Array, heading: CsvHeading): CsvColumnFacts {
  if (heading.unit === undefined) return heading;
  try {
    const { values } = readCsv(content, { columns: [heading.name] }).columns[0]!;
    const sorted = values.slice().sort();
    const repeats = sorted.some((value, at) => at > 0 && value === sorted[at - 1]);
    return { ...heading, lowest: sorted[0], highest: sorted.at(-1), repeats };
  } catch (cause) {
    if (cause instanceof FormatError) return { ...heading, fault: cause.message };
    throw cause;
  }
}

const describeContent: Readonly<Record<string, (path: string) => FileFacts>> = {
  csv: (path) => {
    const content = readBytes(path);
    const columns = csvHeadings(content).map((heading) => columnFacts(content, heading));
    return { kind: 'csv', columns, hash: fileHash(path) };
  },
  npz: (path) => ({
    kind: 'arrays',
    arrays: Object.fromEntries(npzShapes(readBytes(path))),
    hash: fileHash(path),
  }),
  npy: (path) => ({ kind: 'arrays', arrays: { '': npyShape(readBytes(path)) }, hash: fileHash(path) }),
};

function describeModel(path: string): FileFacts {
  const { network, hash } = readModelFile(path);
  return { kind: 'network', graph: network.graph, hash };
}

/** Facts of the file at a path, by the ending of its name. */
export function describeFile(path: string): FileFacts {
  const ending = /\.(\w+)(?:\.gz)?$/.exec(path)?.[1]?.toLowerCase() ?? '';
  try {
    if (statSync(path).isDirectory()) return { kind: 'other', hash: '' };
    if (isModelName(path)) return describeModel(path);
    return describeContent[ending]?.(path) ?? { kind: 'other', hash: fileHash(path) };
  } catch (cause) {
    if (cause instanceof UnsupportedOperators) return { kind: 'unsupported', operators: cause.operators };
    return { kind: 'broken', reason: reasonOf(cause) };
  }
}

/** Why a file cannot be used, in words; rethrows what is not the file's fault. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof FormatError || cause instanceof RangeError) return cause.message;
  const fault = fileFault(cause);
  if (fault === undefined) throw cause;
  return fault.code === 'EACCES' ? 'it may not be read' : `the system says ${fault.code}`;
}
