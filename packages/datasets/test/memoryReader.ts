import type { DataReader } from '../src/index.js';

/** Files of a map, searched in `/data`. */
export function memoryReader(files: Readonly<Record<string, Uint8Array>>): DataReader {
  return {
    read: (name) => Promise.resolve(files[name]),
    list: (folder) => {
      const names = Object.keys(files).filter((name) => name.startsWith(`${folder}/`));
      return Promise.resolve(
        names.length > 0 ? names.map((name) => name.slice(folder.length + 1)) : undefined,
      );
    },
    searched: (name) => [`/data/${name}`],
  };
}
