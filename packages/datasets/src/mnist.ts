import { checksumWarning } from './checksums.js';
import type { Dataset, ImageSet } from './dataset.js';
import { DatasetFailure } from './failure.js';
import type { LoadedArray } from './array-file.js';
import { loadImages } from './image-files.js';
import { checkClasses } from './labels.js';
import { PRESETS } from './presets.js';
import type { DataReader } from './reader.js';
import type { ImageSource } from './source.js';

type Name = 'mnist' | 'fashion_mnist';

const PARTS = { train: 'train', test: 't10k' } as const;

function sourceOf(name: Name, part: keyof typeof PARTS): ImageSource {
  const start = `${PRESETS[name].folder}/${PARTS[part]}`;
  return {
    images: { kind: 'idx', file: { name: `${start}-images-idx3-ubyte` } },
    labels: { kind: 'idx', file: { name: `${start}-labels-idx1-ubyte` } },
  };
}

/** The four files of the preset's layout. */
export function mnistFiles(name: Name): readonly string[] {
  const sources = [sourceOf(name, 'train'), sourceOf(name, 'test')];
  return sources.flatMap(({ images, labels }) => [images.file.name, labels.file.name]);
}

function missingFiles(failure: DatasetFailure, name: Name): DatasetFailure {
  const { folder, origin } = PRESETS[name];
  return new DatasetFailure(
    `The files of ${folder} are not all there: ${failure.file} (plain or .gz) is missing.`,
    {
      kind: 'missing',
      file: failure.file,
      expected: mnistFiles(name),
      searched: failure.searched,
      origin,
    },
  );
}

function warningOf({ file, data }: LoadedArray): string | undefined {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return checksumWarning(file.replace(/\.gz$/, ''), file, bytes);
}

async function loadPart(
  name: Name,
  part: keyof typeof PARTS,
  reader: DataReader,
  warnings: string[],
): Promise<ImageSet> {
  const { set, shape, images, labels } = await loadImages(sourceOf(name, part), reader).catch(
    (error: unknown) => {
      throw error instanceof DatasetFailure && error.kind === 'missing' ? missingFiles(error, name) : error;
    },
  );
  if (shape.join() !== PRESETS[name].shape.join() || set.images.BYTES_PER_ELEMENT !== 1)
    throw new DatasetFailure(`The images of ${images.file} are ${shape.join(' × ')}, not 28 × 28 bytes.`, {
      kind: 'bad_shape',
      file: images.file,
    });
  checkClasses(set.labels, PRESETS[name].classes, labels.file);
  for (const array of [images, labels]) {
    const warning = warningOf(array);
    if (warning) warnings.push(warning);
  }
  return set;
}

/** `standard.mnist` or `standard.fashion_mnist` from their folder; without `train` only the test files are read. */
export async function loadMnist(name: Name, reader: DataReader, train: boolean): Promise<Dataset> {
  const warnings: string[] = [];
  const { shape, classes } = PRESETS[name];
  const trainSet = train ? await loadPart(name, 'train', reader, warnings) : undefined;
  const test = await loadPart(name, 'test', reader, warnings);
  return { name, train: trainSet, test, shape, classes, warnings };
}
