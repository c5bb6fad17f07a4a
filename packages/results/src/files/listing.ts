import { readdir } from 'node:fs/promises';
import { isAbsent } from './fault.js';

/** Names in a folder in ascending order; none where the folder does not exist. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    if (isAbsent(cause)) return [];
    throw cause;
  }
}
