import type { CifarBatch } from '@kirchhoff/formats';
import { readCifar, unpack } from '@kirchhoff/formats';
import { CIFAR_TEST_LABELS, CIFAR_TEST_REASSEMBLED, checksumWarning, sha256 } from './checksums.js';
import type { Dataset, ImageSet } from './dataset.js';
import { DatasetFailure, wholeText } from './failure.js';
import { findFile, inFile } from './find-file.js';
import { PRESETS } from './presets.js';
import type { DataReader } from './reader.js';

const PUBLISHED_RECORDS = 10000;
const RECORD = 3073;
const MOST_BYTES = 60000 * RECORD;
const TRAIN_NAME = /^data_batch_.*\.bin(\.gz)?$/;
const EXPECTED = ['data_batch_1.bin', '…', 'data_batch_5.bin', 'test_batch.bin'];

/** A batch, and what the record says of its file; the file itself is not kept. */
interface Batch extends CifarBatch {
  readonly warning: string | undefined;
}

/** What is odd about a file, from its bytes and what they hold. */
type Judge = (file: string, batch: CifarBatch, content: Uint8Array) => string | undefined;

async function loadBatch(reader: DataReader, name: string, judge: Judge): Promise<Batch> {
  const { name: file, bytes } = await findFile(reader, name, PRESETS.cifar10.origin);
  return inFile(file, () => {
    const content = unpack(bytes, { limit: MOST_BYTES });
    const batch = readCifar(content, { limit: MOST_BYTES });
    return { ...batch, warning: judge(file, batch, content) };
  });
}

function missing(reader: DataReader, folder: string, what: string): DatasetFailure {
  return new DatasetFailure(`CIFAR-10 needs ${what} (plain or .gz) in the folder ${folder}.`, {
    kind: 'missing',
    file: folder,
    expected: EXPECTED.map((name) => (name === '…' ? name : `${folder}/${name}`)),
    searched: reader.searched(folder),
    origin: PRESETS.cifar10.origin,
  });
}

/** Names of the training batches in order, a plain file before its .gz. */
function trainNames(names: readonly string[]): readonly string[] {
  const plain = names.filter((name) => TRAIN_NAME.test(name)).map((name) => name.replace(/\.gz$/, ''));
  return [...new Set(plain)].sort();
}

function joined(batches: readonly Batch[]): ImageSet {
  if (batches.length === 1) return batches[0];
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  const images = new Uint8Array(count * (RECORD - 1));
  const labels = new Uint8Array(count);
  let at = 0;
  for (const batch of batches) {
    images.set(batch.images, at * (RECORD - 1));
    labels.set(batch.labels, at);
    at += batch.count;
  }
  return { images, labels, count };
}

const trainWarning: Judge = (file, { count }, content) => {
  if (count !== PUBLISHED_RECORDS)
    return `${file} holds ${wholeText(count)} images; a published batch holds ${wholeText(PUBLISHED_RECORDS)}.`;
  return checksumWarning(file.replace(/\.gz$/, '').split('/').at(-1) ?? file, file, content);
};

const testWarning: Judge = (file, { count, labels }, content) => {
  if (count !== PUBLISHED_RECORDS)
    return `${file} holds ${wholeText(count)} images; the published test batch holds ${wholeText(PUBLISHED_RECORDS)}.`;
  if (sha256(content) === CIFAR_TEST_REASSEMBLED)
    return `${file} is a reassembled copy: the pixels of 20 of its 10,000 images differ from the published ones (at most 0.2 percentage points of accuracy).`;
  if (sha256(labels) === CIFAR_TEST_LABELS) return undefined;
  return `${file} is not the published test batch: its labels or their order differ.`;
};

/** The training batches in order of their names, no more than `wanted` images need. */
async function loadTrain(reader: DataReader, folder: string, wanted: number): Promise<readonly Batch[]> {
  const names = trainNames((await reader.list(folder)) ?? []);
  if (names.length === 0) throw missing(reader, folder, 'data_batch_1.bin to data_batch_5.bin');
  const batches: Batch[] = [];
  let count = 0;
  for (const name of names) {
    if (count >= wanted) break;
    const batch = await loadBatch(reader, `${folder}/${name}`, trainWarning);
    batches.push(batch);
    count += batch.count;
  }
  return batches;
}

export interface CifarOptions {
  readonly folder?: string | null;
  /** Read the training batches too. */
  readonly train: boolean;
  readonly trainImages?: number | null;
}

/** `standard.cifar10`: any `data_batch_*.bin[.gz]` by name and `test_batch.bin[.gz]`; counts follow from the sizes. */
export async function loadCifar(reader: DataReader, options: CifarOptions): Promise<Dataset> {
  const folder = options.folder ?? PRESETS.cifar10.folder;
  const test = await loadBatch(reader, `${folder}/test_batch.bin`, testWarning).catch((error: unknown) => {
    throw error instanceof DatasetFailure && error.kind === 'missing'
      ? missing(reader, folder, 'test_batch.bin')
      : error;
  });
  const batches = options.train ? await loadTrain(reader, folder, options.trainImages ?? Infinity) : [];
  const warnings = [...batches, test].flatMap(({ warning }) => warning ?? []);
  const { shape, classes } = PRESETS.cifar10;
  const train = batches.length > 0 ? joined(batches) : undefined;
  return { name: 'cifar10', train: train && plain(train), test: plain(test), shape, classes, warnings };
}

const plain = ({ images, labels, count }: ImageSet): ImageSet => ({ images, labels, count });
