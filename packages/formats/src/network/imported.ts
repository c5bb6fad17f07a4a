import type { NetworkGraph } from '@kirchhoff/model';

/** Arrays by name, float32 in C order: `<node>.weights` dense [inputs, outputs] or conv [height, width, channels in, channels out], `<node>.bias`. */
export type NetworkArrays = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>
>;

/** A network read from a file. */
export interface ImportedNetwork {
  readonly graph: NetworkGraph;
  readonly arrays: NetworkArrays;
}
