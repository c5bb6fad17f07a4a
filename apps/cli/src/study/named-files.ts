import type { Study } from '@kirchhoff/model';
import type { Folders } from '../session.js';
import { locate, placesOf } from './locate.js';

/** Finds the files that a plan names: a plan keeps names as written, the study knows which text wrote them. */
export interface NamedFiles {
  readonly locate: (written: string) => string | undefined;
  readonly placesOf: (written: string) => readonly string[];
}

export function namedFiles(study: Study, folders: Folders): NamedFiles {
  const writers = new Map<string, string>();
  collect(study, writers, new Set());
  const from = (written: string): string => writers.get(written) ?? study.uri;
  return {
    locate: (written) => locate(written, from(written), folders),
    placesOf: (written) => placesOf(written, from(written), folders),
  };
}

/** Every `{ written, from }` in a value, the first writer of a name counting. */
function collect(value: unknown, writers: Map<string, string>, seen: Set<object>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  const { written, from } = value as { readonly written?: unknown; readonly from?: unknown };
  if (typeof written === 'string' && typeof from === 'string') {
    if (!writers.has(written)) writers.set(written, from);
    return;
  }
  for (const inner of Object.values(value)) collect(inner, writers, seen);
}
