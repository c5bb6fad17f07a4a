import type { Place, RecordedTrial } from '@kirchhoff/runtime';

/** Writes what is kept, a little later and together. */
export interface Keeper {
  /** Takes a trial; throws what an earlier write failed with. */
  readonly keep: (place: Place, trial: RecordedTrial) => void;
  /** Writes what waits; resolves when everything kept is on disk, rejects with what failed. */
  readonly flush: () => Promise<void>;
}

/** Puts trials of one place on disk. */
export type Write = (place: Place, trials: readonly RecordedTrial[]) => Promise<void>;

/** Longest time that a trial waits [ms], and most trials that wait. */
const longest = 1000;
const most = 4096;
/** Writes at the same time: each waits for the disk. */
const lanes = 4;

interface Waiting {
  readonly place: Place;
  readonly trials: RecordedTrial[];
}

async function writeAll(waiting: readonly Waiting[], write: Write): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < waiting.length) {
      const { place, trials } = waiting[next++]!;
      await write(place, trials);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** A keeper that writes about once a second, whether trials go on coming or not; a write that fails is told at the next call. */
export function keeper(write: Write): Keeper {
  let waiting = new Map<string, Waiting>();
  let count = 0;
  let last = Date.now();
  let timer: NodeJS.Timeout | undefined;
  let busy: Promise<void> = Promise.resolve();
  let failure: { readonly cause: unknown } | undefined;
  const start = (): Promise<void> => {
    const batch = [...waiting.values()];
    waiting = new Map();
    count = 0;
    last = Date.now();
    clearTimeout(timer);
    timer = undefined;
    busy = busy
      .then(() => (failure === undefined ? writeAll(batch, write) : undefined))
      .catch((cause: unknown) => {
        failure ??= { cause };
      });
    return busy;
  };
  return {
    keep(place, trial) {
      if (failure !== undefined) throw failure.cause;
      const key = `${place.experiment} ${place.point} ${place.repeat}`;
      const found = waiting.get(key) ?? { place, trials: [] };
      found.trials.push(trial);
      waiting.set(key, found);
      count++;
      if (count >= most || Date.now() - last >= longest) void start();
      else timer ??= setTimeout(() => void start(), longest);
    },
    async flush() {
      await start();
      if (failure !== undefined) throw failure.cause;
    },
  };
}
