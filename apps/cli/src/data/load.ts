import { type Dataset, loadDataset, loadNormalise } from '@kirchhoff/datasets';
import type { Study } from '@kirchhoff/model';
import type { Plan, PlanData } from '@kirchhoff/plan';
import { bytesHash } from '../files/file-hash.js';
import type { Folders } from '../session.js';
import { namedFiles } from '../study/named-files.js';
import { asInputs, firstOf, type LoadedData, type LoadedSets } from './loaded.js';
import { fileReader, inDataFolder, type RememberingReader } from './reader.js';
import { wordFailure } from './word-failure.js';

export interface LoadDataOptions {
  readonly study: Study;
  readonly folders: Folders;
  readonly sources: (uri: string) => string;
  readonly signal: AbortSignal;
}

/** The name under which users know a source, undefined for their own files. */
export const standardName = (source: PlanData['source']): string | undefined =>
  source.kind === 'files' ? undefined : `standard.${source.kind}`;

/** Reads or draws the named data sets of a plan. Throws a Failure that says what is missing or broken. */
export async function loadSets(
  plan: Plan,
  ids: readonly string[],
  options: LoadDataOptions,
): Promise<LoadedSets> {
  const sets = new Map<string, LoadedData>();
  for (const id of ids) sets.set(id, await loadOne(plan, id, options));
  return sets;
}

/** Whether a training of the plan uses the data; without one its calibration images are all it needs of the training part. */
const isTrained = (plan: Plan, id: string): boolean =>
  Object.values(plan.trainings).some(({ data }) => data === id);

async function loadOne(plan: Plan, id: string, options: LoadDataOptions): Promise<LoadedData> {
  const data = plan.data[id]!;
  const { study, folders, sources, signal } = options;
  const standard = standardName(data.source);
  const own = namedFiles(study, folders);
  const inFolder = inDataFolder(folders.data);
  const isOwn = standard === undefined || (data.source.kind === 'cifar10' && data.source.folder !== null);
  const reader = fileReader(isOwn ? own : inFolder, signal);
  const meanReader = fileReader(own, signal);
  try {
    const set = await loadDataset(data, reader, { train: isTrained(plan, id) || data.calibrationImages });
    const rule = await loadNormalise(data.normalise, set.shape, meanReader);
    const files = [...reader.files, ...meanReader.files];
    return {
      shape: set.shape,
      classes: set.classes,
      train: asInputs(set.train, set.shape, rule),
      test: asInputs(set.test, set.shape, rule),
      calibration: asInputs(firstOf(set.train, data.calibrationImages), set.shape, rule),
      record: recordOf(id, set, files),
    };
  } catch (cause) {
    const at = study.data.find(({ source }) => source.kind === data.source.kind)?.origin;
    throw wordFailure(cause, { standard, at, sources });
  }
}

const recordOf = (id: string, set: Dataset, files: RememberingReader['files']): LoadedData['record'] => ({
  id,
  name: set.name,
  trainImages: set.train?.count ?? 0,
  testImages: set.test.count,
  hash: hashOfImages(set),
  files,
  warnings: set.warnings,
});

/** SHA-256 over shape, classes, and the stored images and labels in use. */
export function hashOfImages({ shape, classes, train, test }: Dataset): string {
  const head = new TextEncoder().encode(JSON.stringify([shape, classes, train?.count ?? 0, test.count]));
  const parts = [train, test].flatMap((part) => (part === undefined ? [] : [part.images, part.labels]));
  const bytes = parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return bytesHash(head, ...bytes);
}
