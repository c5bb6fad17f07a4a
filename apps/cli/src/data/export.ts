import type { ImageSet, PresetName } from '@kirchhoff/datasets';
import { writeNpz } from '@kirchhoff/formats';
import { writeWhole } from '../files/write.js';
import { loadStandard, type SetPlace } from './listing.js';
import { wordFailure } from './word-failure.js';

/** Writes `train_images`, `train_labels`, `test_images`, `test_labels` of a standard set; returns their shapes. */
export async function exportSet(
  name: PresetName,
  place: SetPlace,
  file: string,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const { set } = await loadStandard(name, place).catch((cause: unknown) => {
    throw wordFailure(cause, { standard: `standard.${name}`, sources: () => '' });
  });
  const arrays = [...arraysOf('train', set.train, set.shape), ...arraysOf('test', set.test, set.shape)];
  writeWhole(file, writeNpz(arrays, { compress: true }));
  return Object.fromEntries(arrays.map(([key, { shape }]) => [key, shape]));
}

type Entry = readonly [
  string,
  { readonly shape: readonly number[]; readonly data: ImageSet['images'] | ImageSet['labels'] },
];

const arraysOf = (part: string, set: ImageSet | undefined, shape: readonly number[]): Entry[] =>
  set === undefined
    ? []
    : [
        [`${part}_images`, { shape: [set.count, ...shape], data: set.images }],
        [`${part}_labels`, { shape: [set.count], data: set.labels }],
      ];
