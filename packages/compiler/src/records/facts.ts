import type { Data, Host } from '@kirchhoff/model';

/** What is known of a data set before it is read. */
export interface DataFacts {
  /** [height, width, channels] */
  readonly shape: readonly number[];
  readonly classes: number;
  readonly trainImages: number;
  readonly testImages: number;
}

const standard: Readonly<Record<string, DataFacts>> = {
  digits: { shape: [28, 28, 1], classes: 10, trainImages: 12000, testImages: 2000 },
  mnist: { shape: [28, 28, 1], classes: 10, trainImages: 60000, testImages: 10000 },
  fashion_mnist: { shape: [28, 28, 1], classes: 10, trainImages: 60000, testImages: 10000 },
  cifar10: { shape: [32, 32, 3], classes: 10, trainImages: 50000, testImages: 10000 },
};

/** The facts of a data set by its source's kind, as a plan names it; undefined for files. */
export const standardFacts = (kind: string): DataFacts | undefined => standard[kind];

type ImageArray = Extract<Data['source'], { kind: 'files' }>['test']['images'];

/** [height, width, channels] of an array [count, height, width, channels?]; rows of d values are square images where d is a square. */
function imageShape(array: readonly number[]): readonly number[] | undefined {
  const [, height = 0, width = 0, channels = 1] = array;
  if (array.length === 3 || array.length === 4) return [height, width, channels];
  const side = Math.sqrt(height);
  if (array.length !== 2) return undefined;
  return Number.isInteger(side) ? [side, side, 1] : [height, 1, 1];
}

function shapeOf(images: ImageArray, host: Host): readonly number[] | undefined {
  const facts = host.describe(images.file);
  if (facts.kind === 'data') return facts.shape;
  if (facts.kind !== 'arrays') return undefined;
  const array = facts.arrays[images.kind === 'npz' ? images.key : ''];
  return array === undefined ? undefined : imageShape(array);
}

/** Shape and classes of a data block, as far as they are known before it is read: the standard sets', or what the host knows of files. */
export function dataFacts(data: Data, host: Host): Partial<DataFacts> {
  if (data.source.kind !== 'files') return standard[data.source.kind]!;
  const { images } = data.source.test;
  const facts = host.describe(images.file);
  const known: Partial<DataFacts> = facts.kind === 'data' ? facts : {};
  return { ...known, shape: shapeOf(images, host), classes: data.classes?.value ?? known.classes };
}
