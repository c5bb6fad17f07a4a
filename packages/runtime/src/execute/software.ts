import type { RunInputs } from '../inputs.js';
import type { Job, Pool } from '../pool/pool.js';
import { sharedIntegers } from '../shared.js';
import { scoreOf } from '../worker/score.js';
import type { SoftwarePart, SoftwareResult, Subject, Task } from '../worker/task.js';

/** The software networks of subjects by key, each run once, its images divided among the workers. */
export interface Baselines {
  /** Begins what is not known yet. */
  readonly begin: (wanted: readonly (readonly [key: string, subject: Subject])[]) => void;
  /** Everything that was begun. */
  readonly results: () => Promise<ReadonlyMap<string, SoftwareResult>>;
}

/** Fewer images than this are not worth a task of their own. */
const LEAST_IMAGES = 64;

type SoftwareTask = Extract<Task, { kind: 'software' }>;

function jobsOf(subject: Subject, images: number, workers: number): Job<SoftwareTask>[] {
  const count = Math.max(1, Math.min(workers, Math.floor(images / LEAST_IMAGES)));
  const edges = Array.from({ length: count + 1 }, (_, i) => Math.floor((i * images) / count));
  return edges.slice(1).map((end, i) => ({
    name: `software network, repeat ${subject.repeat}`,
    payload: { kind: 'software', ...subject, images: [edges[i]!, end - edges[i]!] },
  }));
}

function joined(parts: readonly SoftwarePart[]): SoftwareResult {
  return {
    score: scoreOf(parts.map(({ score }) => score)),
    predictions: sharedIntegers(parts.flatMap(({ predictions }) => [...predictions])),
  };
}

export function softwareBaselines({ data }: RunInputs, pool: Pool, workers: number): Baselines {
  const known = new Map<string, SoftwareResult>();
  const begun = new Set<string>();
  let running = Promise.resolve();

  async function run(wanted: ReadonlyMap<string, Subject>): Promise<void> {
    const pieces = [...wanted].flatMap(([key, subject]) =>
      jobsOf(subject, data[subject.data]!.test.count, workers).map((job) => ({ key, job })),
    );
    const parts = new Map<string, SoftwarePart[]>();
    const found: SoftwarePart[] = [];
    await pool.run<Task, SoftwarePart>(
      pieces.map(({ job }) => job),
      (index, part) => void (found[index] = part),
    );
    pieces.forEach(({ key }, index) => parts.set(key, [...(parts.get(key) ?? []), found[index]!]));
    for (const [key, own] of parts) known.set(key, joined(own));
  }

  return {
    begin(wanted) {
      const fresh = new Map(wanted.filter(([key]) => !begun.has(key)));
      for (const key of fresh.keys()) begun.add(key);
      const before = running;
      const now = run(fresh);
      running = Promise.all([before, now]).then(() => undefined);
      // Whoever waits for the results is told; until then nobody listens.
      running.catch(() => undefined);
    },
    async results() {
      await running;
      return known;
    },
  };
}
