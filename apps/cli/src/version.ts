import { readFileSync } from 'node:fs';

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Manifest;

/** The version of the program. */
export const version = manifest.version;

/** Versions of the packages it is made of, by name without scope. */
export const packageVersions: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(manifest.dependencies)
    .filter(([name]) => name.startsWith('@kirchhoff/'))
    .map(([name, text]) => [name.slice('@kirchhoff/'.length), text]),
);
