import type { Dataset } from './dataset.js';
import { DatasetFailure } from './failure.js';
import type { LoadedImages } from './image-files.js';
import { loadImages } from './image-files.js';
import { checkClasses, greatestLabel } from './labels.js';
import type { DataReader } from './reader.js';
import type { ImageSource } from './source.js';

export interface FilesSource {
  readonly train?: ImageSource | null;
  readonly test: ImageSource;
  readonly classes?: number | null;
}

function checkSameShape(train: LoadedImages, test: LoadedImages): void {
  if (train.shape.every((size, axis) => size === test.shape[axis])) return;
  const [from, to] = [train.shape.join(' × '), test.shape.join(' × ')];
  throw new DatasetFailure(
    `The images of ${train.images.file} are ${from}, those of ${test.images.file} are ${to}.`,
    {
      kind: 'bad_shape',
      file: test.images.file,
    },
  );
}

/** A data set of the user's own files; classes not given are one more than the greatest label. */
export async function loadFiles(source: FilesSource, reader: DataReader): Promise<Dataset> {
  const test = await loadImages(source.test, reader);
  const train = source.train ? await loadImages(source.train, reader) : undefined;
  if (train) checkSameShape(train, test);
  const parts = train ? [train, test] : [test];
  const classes = source.classes ?? 1 + Math.max(...parts.map((part) => greatestLabel(part.set.labels)));
  for (const part of parts) checkClasses(part.set.labels, classes, part.labels.file);
  return { name: 'files', train: train?.set, test: test.set, shape: test.shape, classes, warnings: [] };
}
