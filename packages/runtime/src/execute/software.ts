import type { Plan, PlanNetwork } from '@kirchhoff/plan';
import { logitNodes } from '../graph/run.js';
import type { RunInputs } from '../inputs.js';
import type { Job, Pool } from '../pool/pool.js';
import { sharedIntegers } from '../shared.js';
import { softwareBatch } from '../worker/batches.js';
import { scoreOf } from '../worker/score.js';
import type { SoftwarePart, SoftwareResult, Subject, Task } from '../worker/task.js';
import { softwareCost } from './cost.js';
import { piecesOf, type Whole } from './pieces.js';

/** The software networks of subjects by key, each run once, its images divided among the workers. */
export interface Baselines {
  /** Begins what is not known yet. */
  readonly begin: (wanted: readonly (readonly [key: string, subject: Subject])[]) => void;
  /** Everything that was begun. */
  readonly results: () => Promise<ReadonlyMap<string, SoftwareResult>>;
}

type SoftwareTask = Extract<Task, { kind: 'software' }>;

/** A software network before its images are divided. */
function wholeOf(network: PlanNetwork, images: number): Whole {
  const pass = softwareBatch(logitNodes(network), images);
  return { cost: softwareCost(network), images, pass, divisible: true };
}

function joined(parts: readonly SoftwarePart[]): SoftwareResult {
  return {
    score: scoreOf(parts.map(({ score }) => score)),
    predictions: sharedIntegers(parts.flatMap(({ predictions }) => [...predictions])),
  };
}

export function softwareBaselines(
  { networks }: Plan,
  { data }: RunInputs,
  pool: Pool,
  workers: number,
): Baselines {
  const known = new Map<string, SoftwareResult>();
  const begun = new Set<string>();
  let running = Promise.resolve();

  async function run(wanted: ReadonlyMap<string, Subject>): Promise<void> {
    const subjects = [...wanted];
    const wholes = subjects.map(([, { network, data: of }]) =>
      wholeOf(networks[network]!, data[of]!.test.count),
    );
    const pieces = piecesOf(wholes, workers).map(({ set, images }) => {
      const [key, subject] = subjects[set]!;
      const name = `software network, repeat ${subject.repeat}`;
      const job: Job<SoftwareTask> = { name, payload: { kind: 'software', ...subject, images } };
      return { key, job };
    });
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
