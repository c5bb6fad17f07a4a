import { loadCifar } from './cifar.js';
import type { Dataset, ImageSet } from './dataset.js';
import { DIGIT_COUNTS, drawDigits } from './digits/draw.js';
import { loadFiles } from './files.js';
import { checkClasses } from './labels.js';
import { loadMnist } from './mnist.js';
import { PRESETS } from './presets.js';
import type { DataReader } from './reader.js';
import type { DataSpec } from './source.js';
import { firstImages } from './subset.js';

export interface LoadOptions {
  /** Load the training images too [true], or at most so many of them; without them their files may be missing. */
  readonly train?: boolean | number;
}

function digits(spec: DataSpec, train: boolean): Dataset {
  const { shape, classes } = PRESETS.digits;
  const count = (part: keyof typeof DIGIT_COUNTS, wanted: number | null | undefined): number =>
    Math.min(wanted ?? DIGIT_COUNTS[part], DIGIT_COUNTS[part]);
  return {
    name: 'digits',
    train: train ? drawDigits('train', count('train', spec.trainImages)) : undefined,
    test: drawDigits('test', count('test', spec.testImages)),
    shape,
    classes,
    warnings: [],
  };
}

function whole(spec: DataSpec, reader: DataReader, train: boolean): Promise<Dataset> {
  const { source } = spec;
  switch (source.kind) {
    case 'digits':
      return Promise.resolve(digits(spec, train));
    case 'mnist':
    case 'fashion_mnist':
      return loadMnist(source.kind, reader, train);
    case 'cifar10':
      return loadCifar(reader, { folder: source.folder, train, trainImages: spec.trainImages });
    case 'files':
      return loadFiles(
        { test: source.test, train: train ? source.train : null, classes: spec.classes },
        reader,
      );
  }
}

/** The training images asked for; `most` of them are copied, so that the others can be forgotten. */
function trainPart(
  set: ImageSet,
  { name, most, asked }: { name: string; most: number | undefined; asked: number | null | undefined },
): ImageSet {
  const what = `The training part of ${name}`;
  if (most === undefined || most >= set.count)
    return firstImages(set, most === undefined ? asked : null, what);
  const { images, labels, count } = firstImages(set, most, what);
  return { images: images.slice(), labels: labels.slice(), count };
}

/**
 * Images and labels of a plan's or study's data: drawn, or read through `reader`, checked (counts, labels below classes,
 * shapes) and cut to the first `trainImages` and `testImages`. Throws DatasetFailure.
 */
export async function loadDataset(
  spec: DataSpec,
  reader: DataReader,
  options: LoadOptions = {},
): Promise<Dataset> {
  const { train = true } = options;
  const most = typeof train === 'number' ? Math.min(train, spec.trainImages ?? Infinity) : undefined;
  const wanted = most === undefined ? spec : { ...spec, trainImages: most };
  const data = await whole(wanted, reader, train !== false);
  if (spec.classes)
    for (const part of [data.train, data.test]) if (part) checkClasses(part.labels, spec.classes, data.name);
  return {
    ...data,
    train: data.train && trainPart(data.train, { name: data.name, most, asked: spec.trainImages }),
    test: firstImages(data.test, spec.testImages, `The test part of ${data.name}`),
    classes: spec.classes ?? data.classes,
  };
}
