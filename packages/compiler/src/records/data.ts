import type { ArrayFile, Data, FileName, Host, ImageFiles, Normalise } from '@kirchhoff/model';
import type { PlanData, PlanDataSource, PlanFile, PlanNormalise } from '@kirchhoff/plan';

type PlanImages = Extract<PlanDataSource, { kind: 'files' }>['test'];

/** A file by its name and the hash of its content, where the host knows it. */
export function planFile(file: FileName, host: Host): PlanFile {
  const facts = host.describe(file);
  return { name: file.written, hash: 'hash' in facts ? facts.hash : null };
}

function arrayFile(array: ArrayFile, host: Host): PlanImages['images'] {
  const file = planFile(array.file, host);
  switch (array.kind) {
    case 'npz':
      return { kind: 'npz', file, key: array.key };
    case 'csv':
      return { kind: 'csv', file, column: array.column ?? null };
    default:
      return { kind: array.kind, file };
  }
}

const imageFiles = (files: ImageFiles, host: Host): PlanImages => ({
  images: arrayFile(files.images, host),
  labels: arrayFile(files.labels, host),
});

function sourceOf({ source }: Data, host: Host): PlanDataSource {
  if (source.kind === 'cifar10') return { kind: 'cifar10', folder: source.folder?.written ?? null };
  if (source.kind !== 'files') return { kind: source.kind };
  return {
    kind: 'files',
    train: source.train === undefined ? null : imageFiles(source.train, host),
    test: imageFiles(source.test, host),
  };
}

function normaliseOf(normalise: Normalise, host: Host): PlanNormalise {
  if (normalise.kind !== 'standard') return { kind: normalise.kind };
  const deviation = normalise.deviation.map((quantity) => quantity.value);
  return 'kind' in normalise.mean
    ? { kind: 'mean_image', file: planFile(normalise.mean.file, host), deviation }
    : { kind: 'standard', mean: normalise.mean.map((quantity) => quantity.value), deviation };
}

/** A data block as the plan records it. */
export const planData = (data: Data, host: Host): PlanData => ({
  source: sourceOf(data, host),
  classes: data.classes?.value ?? null,
  trainImages: data.trainImages?.value ?? null,
  testImages: data.testImages?.value ?? null,
  calibrationImages: data.calibrationImages.value,
  normalise: normaliseOf(data.normalise, host),
});
