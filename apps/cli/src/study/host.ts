import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileFacts, Host } from '@kirchhoff/model';
import type { Folders } from '../session.js';
import { describeFile } from './describe.js';
import { locate } from './locate.js';
import { readStudy } from './read-study.js';

/** A host on files that remembers what it read: the texts of a study by uri. */
export interface FileHost extends Host {
  readonly texts: ReadonlyMap<string, string>;
}

/** The world as files; `texts` starts with the study itself. */
export function fileHost(folders: Folders, main: { readonly uri: string; readonly text: string }): FileHost {
  const texts = new Map([[main.uri, main.text]]);
  const facts = new Map<string, FileFacts>();
  return {
    texts,
    resolve: (written, from) => locate(written, from, folders) ?? join(dirname(from), written),
    read(uri) {
      if (!texts.has(uri)) {
        if (!existsSync(uri)) return undefined;
        texts.set(uri, readStudy(uri));
      }
      return texts.get(uri);
    },
    describe({ written, from }) {
      const path = locate(written, from, folders);
      if (path === undefined) return { kind: 'missing' };
      const known = facts.get(path) ?? describeFile(path);
      facts.set(path, known);
      return known;
    },
  };
}
