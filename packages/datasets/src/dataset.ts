/** Images [count, height, width, channels] as stored (bytes, or float32 from a file of floats) and their classes [count]. */
export interface ImageSet {
  readonly images: Uint8Array | Float32Array;
  readonly labels: Uint8Array | Int32Array;
  readonly count: number;
}

/** Images and labels of one data set, not yet normalised. */
export interface Dataset {
  readonly name: string;
  readonly train?: ImageSet;
  readonly test: ImageSet;
  /** [height, width, channels]. */
  readonly shape: readonly [number, number, number];
  readonly classes: number;
  /** Sentences for the record: a checksum that differs, a file that is not the published one. */
  readonly warnings: readonly string[];
}
