import type { FileName } from './file.js';
import type { Origin } from './origin.js';
import type { Count } from './quantity.js';

export type ArrayFile =
  | { readonly kind: 'idx'; readonly file: FileName }
  | { readonly kind: 'npy'; readonly file: FileName }
  | { readonly kind: 'npz'; readonly file: FileName; readonly key: string }
  | { readonly kind: 'csv'; readonly file: FileName; readonly column?: string };

export interface ImageFiles {
  readonly images: ArrayFile;
  readonly labels: ArrayFile;
}

/** Where images come from. `digits` is drawn by the program; the named ones have a known layout in the data folder. */
export type DataSource =
  | { readonly kind: 'digits' }
  | { readonly kind: 'mnist' }
  | { readonly kind: 'fashion_mnist' }
  | { readonly kind: 'cifar10'; readonly folder?: FileName }
  | { readonly kind: 'files'; readonly train?: ImageFiles; readonly test: ImageFiles };

export type Normalise =
  | { readonly kind: 'unit' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'standard';
      readonly mean: readonly Count[] | { readonly kind: 'npy'; readonly file: FileName };
      readonly deviation: readonly Count[];
    };

export interface Data {
  readonly name: string;
  readonly description?: string;
  readonly origin: Origin;
  readonly source: DataSource;
  readonly classes?: Count;
  readonly trainImages?: Count;
  readonly testImages?: Count;
  readonly calibrationImages: Count;
  readonly normalise: Normalise;
}
