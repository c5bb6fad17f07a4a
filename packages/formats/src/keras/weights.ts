/** An array in a file, read when it is asked for. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly read: () => Float32Array;
}

/** The array of a layer by the ending of its name: `kernel`, `bias`, `moving_mean`. */
export type KerasWeights = (layer: string, ending: string) => StoredArray | undefined;

/** Finds arrays by names such as `conv2d/kernel:0` or `model/conv2d/kernel`: the piece before the ending is the layer. */
export function weightsByName(arrays: Iterable<readonly [string, StoredArray]>): KerasWeights {
  const found = new Map<string, StoredArray>();
  for (const [name, array] of arrays) {
    const pieces = name.replace(/:\d+$/, '').split('/');
    const ending = pieces.pop() ?? '';
    found.set(`${pieces.pop() ?? ''}/${ending}`, array);
  }
  return (layer, ending) => found.get(`${layer.split('/').pop() ?? layer}/${ending}`);
}
