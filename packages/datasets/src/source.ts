interface NamedFile {
  readonly name: string;
}

/** Where one array lies; a CSV column is a heading, or the number of a column from 1 in a table without headings. */
export type ArraySource =
  | { readonly kind: 'idx'; readonly file: NamedFile }
  | { readonly kind: 'npy'; readonly file: NamedFile }
  | { readonly kind: 'npz'; readonly file: NamedFile; readonly key: string }
  | { readonly kind: 'csv'; readonly file: NamedFile; readonly column?: string | null };

export interface ImageSource {
  readonly images: ArraySource;
  readonly labels: ArraySource;
}

export type PresetName = 'digits' | 'mnist' | 'fashion_mnist' | 'cifar10';

/** Where images come from; a plan's source fits. */
export type DataSource =
  | { readonly kind: 'digits' }
  | { readonly kind: 'mnist' }
  | { readonly kind: 'fashion_mnist' }
  | { readonly kind: 'cifar10'; readonly folder?: string | null }
  | { readonly kind: 'files'; readonly train?: ImageSource | null; readonly test: ImageSource };

/** Null or nothing means all; a number takes the first images in file order. */
export interface DataSpec {
  readonly source: DataSource;
  readonly classes?: number | null;
  readonly trainImages?: number | null;
  readonly testImages?: number | null;
}
