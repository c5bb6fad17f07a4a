import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { type ImportedNetwork, readKeras, readOnnx, readTfjs } from '@kirchhoff/formats';
import { bytesHash } from './file-hash.js';
import { readBytes } from './read-bytes.js';

/** A network of a file, and the SHA-256 of all that it was read from. */
export interface ModelFile {
  readonly network: ImportedNetwork;
  readonly hash: string;
}

/** Bytes of a file named inside a model, wherever links lead, only where that is in the model's folder. */
function sibling(folder: string, name: string): Uint8Array | undefined {
  const path = join(folder, name);
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  return realpathSync(path).startsWith(realpathSync(folder) + sep) ? readBytes(path) : undefined;
}

function tfjsFile(path: string): ModelFile {
  const parts = [readBytes(path)];
  const network = readTfjs(parts[0]!, (name) => {
    const bytes = sibling(dirname(path), name);
    if (bytes !== undefined) parts.push(bytes);
    return bytes;
  });
  return { network, hash: bytesHash(...parts) };
}

const oneFile =
  (read: (bytes: Uint8Array) => ImportedNetwork) =>
  (path: string): ModelFile => {
    const bytes = readBytes(path);
    return { network: read(bytes), hash: bytesHash(bytes) };
  };

const readers: Readonly<Record<string, ((path: string) => ModelFile) | undefined>> = {
  onnx: oneFile(readOnnx),
  h5: oneFile(readKeras),
  hdf5: oneFile(readKeras),
  keras: oneFile(readKeras),
  json: tfjsFile,
};

/** True for names that end like a network's file. */
export const isModelName = (name: string): boolean => readerOf(name) !== undefined;

function readerOf(name: string): ((path: string) => ModelFile) | undefined {
  const ending = name.split('.').pop()?.toLowerCase() ?? '';
  return Object.hasOwn(readers, ending) ? readers[ending] : undefined;
}

/** Reads a network, its kind told by the ending of its name. Throws FormatError and file errors. */
export function readModelFile(path: string): ModelFile {
  const read = readerOf(path);
  if (read === undefined) throw new RangeError('its name does not end in .onnx, .h5 or .json');
  return read(path);
}
