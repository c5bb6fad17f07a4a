import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { brokenFile } from '@kirchhoff/language';
import { exit } from '../exit.js';
import { fail, refuse } from '../failure.js';
import type { Options } from '../session.js';

/** The option of commands that look into a store. */
export const storeOption = (command: Command): Command =>
  command.option('--store <folder>', 'the store (.kirchhoff in this folder)');

/** The store that a command names. Throws a Failure where there is none. */
export function namedStore({ store = '.kirchhoff' }: Options): string {
  if (existsSync(join(store, 'runs')) || existsSync(join(store, 'points'))) return store;
  throw fail(
    exit.wrongText,
    `${store} holds no runs; kir run makes a store beside the study, and --store FOLDER names another`,
  );
}

/** Does something with a store; what it cannot understand is worded. */
export async function withStore<T>(options: Options, act: (store: string) => Promise<T>): Promise<T> {
  const { StoreFailure } = await import('@kirchhoff/results');
  try {
    return await act(namedStore(options));
  } catch (cause) {
    if (!(cause instanceof StoreFailure)) throw cause;
    if (cause.kind === 'run')
      throw refuse(brokenFile({ file: cause.file!, kind: 'the record of a run', reason: cause.message }));
    if (cause.kind === 'segment')
      throw fail(
        exit.runFailed,
        `${cause.file!} is broken: ${cause.message}; kir verify checks every segment, the same kir run makes its chips again`,
      );
    throw fail(exit.wrongText, `the query cannot be answered: ${cause.message}`);
  }
}
