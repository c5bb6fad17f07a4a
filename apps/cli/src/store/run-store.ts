import type { Results } from '@kirchhoff/plan';
import type { Place, Recorded } from '@kirchhoff/runtime';
import { fileFault } from '../files/file-fault.js';
import type { Prepared } from '../run/prepare.js';
import type { Watcher } from '../run/events.js';
import type { PlannedStudy } from '../study/planned.js';
import { type OpenStore, openStore } from './open.js';

/** A store that may be missing: where nothing can be written a run keeps nothing. */
export interface RunStore {
  readonly recorded: Recorded | undefined;
  /** Everything kept so far is on disk. */
  readonly flush: () => Promise<void>;
  /** The run is finished with these results. */
  readonly close: (results: Results) => Promise<void>;
}

/** Folders that cannot be written cost the resuming, not the run; a full disk is another thing. */
const unwritable: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** Keeps nothing and knows nothing. */
export const noStore: RunStore = {
  recorded: undefined,
  flush: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** Trials of a place in the results. */
function countsIn({ plan }: PlannedStudy, results: Results): (place: Place) => number {
  const counts = new Map<string, number>();
  const keyOf = (experiment: string, point: number, repeat: number): string =>
    `${experiment} ${point} ${repeat}`;
  for (const { experiment, point, repeat } of results.trials) {
    const key = keyOf(experiment, point, repeat);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return ({ experiment, point, repeat }) =>
    counts.get(keyOf(plan.experiments[experiment]!.name, point, repeat)) ?? 0;
}

const inUse = (store: OpenStore, planned: PlannedStudy): RunStore => ({
  recorded: store,
  flush: store.flush,
  close: async (results) => {
    await store.flush();
    await store.close(countsIn(planned, results));
  },
});

/** Opens the store of a run. Throws a Failure where it holds what cannot be believed, the system's error where a disk is full. */
export async function openRunStore(
  planned: PlannedStudy,
  prepared: Prepared,
  {
    folder,
    environment,
    watch,
  }: {
    readonly folder: string;
    readonly environment: Readonly<Record<string, unknown>>;
    readonly watch: Watcher;
  },
): Promise<RunStore> {
  const { plan, hash } = planned;
  try {
    const { inputs } = prepared;
    return inUse(await openStore({ folder, plan, hash, inputs, environment, warn: watch.warn }), planned);
  } catch (cause) {
    const fault = fileFault(cause);
    if (fault === undefined || !unwritable.has(fault.code)) throw cause;
    watch.warn(
      `results cannot be kept in ${folder} (the system says ${fault.code}): a run that ends early starts again`,
    );
    return noStore;
  }
}
