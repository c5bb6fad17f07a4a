import { type Dataset, File, Group } from 'jsfive';
import { corrupt, FormatError } from '../failure.js';
import type { ImportedNetwork } from '../network/imported.js';
import { textAttribute } from './attribute.js';
import { checkHdf5, guarded } from './hdf5.js';
import { readModel } from './read-model.js';
import { storedFloats } from './stored-floats.js';
import { type StoredArray, weightsByName } from './weights.js';

const MOST_ARRAYS = 50_000;
const MOST_DEPTH = 32;

const isDataset = (item: Group | Dataset): item is Dataset => !(item instanceof Group);

/** What is left to read: the headers of a file together are no larger than the file. */
interface Budget {
  readonly file: ArrayBuffer;
  headers: number;
}

/** Every array below a group, by its path. */
function* arraysIn(
  group: Group,
  path: string,
  budget: Budget,
  depth = 0,
): Generator<readonly [string, StoredArray]> {
  if (depth > MOST_DEPTH) throw corrupt('The HDF5 file', 'its groups are nested too deep');
  for (const key of group.keys) {
    const item = group.get(key);
    const name = path === '' ? key : `${path}/${key}`;
    if (item === null) continue;
    budget.headers -= item._dataobjects.msg_data.byteLength;
    if (budget.headers < 0) throw corrupt('The HDF5 file', 'its headers overlap');
    if (isDataset(item))
      yield [name, { shape: item.shape, read: () => storedFloats(item, budget.file, name) }];
    else yield* arraysIn(item, name, budget, depth + 1);
  }
}

function description(file: File, bytes: ArrayBuffer): unknown {
  const text = textAttribute(file, bytes, 'model_config');
  if (text === undefined)
    throw new FormatError('The HDF5 file holds no model_config: it is no Keras model, or only its weights.', {
      kind: 'missing_key',
      expected: 'the attribute model_config',
      found: 'none',
    });
  try {
    return JSON.parse(text.replace(/\0+$/, ''));
  } catch {
    throw corrupt('The HDF5 file', 'its model_config is no JSON');
  }
}

function read(bytes: Uint8Array): ImportedNetwork {
  const own = bytes.slice().buffer as ArrayBuffer;
  const file = new File(own);
  const model = description(file, own);
  const weights = file.keys.includes('model_weights') ? file.get('model_weights') : file;
  if (weights === null || isDataset(weights)) throw corrupt('The HDF5 file', 'model_weights is no group');
  const arrays: (readonly [string, StoredArray])[] = [];
  for (const array of arraysIn(weights, '', { file: own, headers: bytes.length })) {
    arrays.push(array);
    if (arrays.length > MOST_ARRAYS) throw corrupt('The HDF5 file', 'it holds too many arrays');
  }
  return readModel(model, weightsByName(arrays));
}

/** A Keras model saved as HDF5 (`model.h5`). Throws FormatError. */
export function readKeras(bytes: Uint8Array): ImportedNetwork {
  checkHdf5(bytes);
  return guarded(() => read(bytes));
}
