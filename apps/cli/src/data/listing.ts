import { type Dataset, DatasetFailure, loadDataset, PRESETS, type PresetName } from '@kirchhoff/datasets';
import { tableText } from '../terminal/table.js';
import { fileReader, inDataFolder } from './reader.js';
import { wordFailure } from './word-failure.js';

/** What `kir data` tells of a set. */
export interface SetDescription {
  readonly name: string;
  readonly found: boolean;
  readonly shape: readonly number[];
  readonly classes: number;
  readonly trainImages: number;
  readonly testImages: number;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly warnings: readonly string[];
  /** Why it was not found or cannot be read. */
  readonly fault?: string;
  readonly expected?: readonly string[];
  readonly origin?: string;
}

/** Where standard sets are looked for, until the signal is aborted. */
export interface SetPlace {
  readonly folder: string | undefined;
  readonly signal: AbortSignal;
}

/** Reads a standard set. Throws a Failure where it is missing or broken and `strict`; else tells it in the description. */
export async function describeSet(
  name: PresetName,
  { folder, signal, strict }: SetPlace & { readonly strict: boolean },
): Promise<SetDescription> {
  const facts = PRESETS[name];
  const base = {
    name: `standard.${name}`,
    shape: facts.shape,
    classes: facts.classes,
    trainImages: facts.trainImages,
    testImages: facts.testImages,
  };
  try {
    const { set, files } = await loadStandard(name, { folder, signal });
    const counts = { trainImages: set.train?.count ?? 0, testImages: set.test.count };
    return { ...base, ...counts, found: true, files, warnings: set.warnings };
  } catch (cause) {
    if (strict || !(cause instanceof DatasetFailure))
      throw wordFailure(cause, { standard: base.name, sources: () => '' });
    const { message, expected, origin } = cause;
    return { ...base, found: false, files: [], warnings: [], fault: message, expected, origin };
  }
}

/** A standard set from the data folder, with the files it was read from. */
export async function loadStandard(
  name: PresetName,
  { folder, signal }: SetPlace,
): Promise<{ readonly set: Dataset; readonly files: SetDescription['files'] }> {
  const reader = fileReader(inDataFolder(folder), signal);
  const set = await loadDataset({ source: { kind: name } }, reader);
  return { set, files: reader.files };
}

/** The list for people: a table, then what is missing and what to do. */
export function setLines(sets: readonly SetDescription[], folder: string | undefined): string {
  const where = (set: SetDescription): string => {
    if (!set.found) return 'not found';
    return set.files.length === 0 ? 'drawn by the program' : 'found';
  };
  const table = tableText({
    title:
      folder === undefined
        ? 'no data folder: --data FOLDER or KIRCHHOFF_DATA names one'
        : `data folder ${folder}`,
    header: ['data set', 'training images', 'test images', 'classes', 'shape', ''],
    rows: sets.map((set) => [
      set.name,
      String(set.trainImages),
      String(set.testImages),
      String(set.classes),
      set.shape.join(' x '),
      where(set),
    ]),
  });
  return [table, ...sets.flatMap(remarksOf)].join('\n');
}

function remarksOf({ name, warnings, fault, expected = [], origin }: SetDescription): string[] {
  const warned = warnings.map((text) => `${name}: ${text}\n`);
  if (fault === undefined) return warned;
  const lines = [
    `${name}: ${fault}`,
    ...(expected.length > 0 ? [`  expected ${expected.join('\n           ')}`, '  plain or .gz'] : []),
    ...(origin === undefined ? [] : [`  the files come from ${origin}`]),
  ];
  return [...warned, `${lines.join('\n')}\n`];
}
