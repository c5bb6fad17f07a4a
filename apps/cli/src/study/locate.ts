import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Folders } from '../session.js';

const modelFile = /\.(npz|onnx|h5|keras|json)$/i;

/** Where a file written in the text at `from` may be: beside that text, then in the folders for models and data. */
export function placesOf(written: string, from: string, folders: Folders): string[] {
  if (isAbsolute(written)) return [written];
  const order = modelFile.test(written) ? [folders.models, folders.data] : [folders.data, folders.models];
  return [dirname(from), ...order].flatMap((folder) => (folder === undefined ? [] : [join(folder, written)]));
}

/** The first of the places where something is, or undefined. */
export const locate = (written: string, from: string, folders: Folders): string | undefined =>
  placesOf(written, from, folders).find(existsSync);
