import { corrupt, excerpt } from '../failure.js';

/** An array in a file, read when it is asked for. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly read: () => Float32Array;
}

/** The array of a layer by the ending of its name: `kernel`, `bias`, `moving_mean`. Throws FormatError where a file holds two. */
export type KerasWeights = (layer: string, ending: string) => StoredArray | undefined;

const keyOf = (owner: readonly string[], ending: string): string => [...owner, ending].join('/');

/**
 * Finds arrays by names such as `conv2d/kernel:0` or `conv2d/model/conv2d_1/kernel`. A layer owns what its group holds, whatever the
 * arrays in it are called; where no group has its name, the piece before the ending is the layer.
 */
export function weightsByName(arrays: Iterable<readonly [string, StoredArray]>): KerasWeights {
  const byGroup = new Map<string, StoredArray[]>();
  const byPiece = new Map<string, StoredArray[]>();
  const add = (map: Map<string, StoredArray[]>, key: string, array: StoredArray): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [array]);
    else list.push(array);
  };
  for (const [name, array] of arrays) {
    const pieces = name.replace(/:\d+$/, '').split('/');
    const ending = pieces.pop() ?? '';
    pieces.forEach((_, depth) => add(byGroup, keyOf(pieces.slice(0, depth + 1), ending), array));
    add(byPiece, keyOf(pieces.slice(-1), ending), array);
  }
  return (layer, ending) => {
    const owner = layer.split('/');
    const found = byGroup.get(keyOf(owner, ending)) ?? byPiece.get(keyOf(owner.slice(-1), ending));
    if (found === undefined || found.length === 1) return found?.[0];
    throw corrupt('The model', `${found.length} of its arrays are the ${ending} of layer ${excerpt(layer)}`);
  };
}
