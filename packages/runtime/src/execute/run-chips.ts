import type { Plan } from '@kirchhoff/plan';
import type { RunInputs } from '../inputs.js';
import type { RunOptions } from '../options.js';
import type { Pool } from '../pool/pool.js';
import { askedOf } from '../worker/run.js';
import { passOf } from '../worker/batches.js';
import { keepsTogether } from '../worker/meter.js';
import type { ChipPart, ChipParts, ChipResult, Task, Work } from '../worker/task.js';
import { type AnyChip, chipOfTask, nameOf, type Prepared, reordered } from './chips.js';
import { chipCost, together } from './cost.js';
import { resultOf } from './gather.js';
import { piecesOf, type Whole } from './pieces.js';
import { setsOf } from './sets.js';

/** What running chips needs. */
export interface ChipRunner {
  readonly plan: Plan;
  readonly inputs: RunInputs;
  readonly pool: Pool;
  readonly prepared: Prepared;
  readonly options: Pick<RunOptions, 'shuffle' | 'sharing'> & { readonly workers: number };
  readonly worked: (work: Work) => void;
}

function wholeOf({ plan, inputs }: ChipRunner, set: readonly AnyChip[]): Whole {
  const points = set.map(({ place }) => plan.experiments[place.experiment]!.points[place.point]!);
  const asked = set.flatMap(({ place, trial }) => askedOf({ plan }, { ...place, trial }));
  return {
    cost: together(points.map((point) => chipCost(plan, point))),
    images: inputs.data[points[0]!.data]!.test.count,
    pass: passOf(plan, points),
    divisible: !keepsTogether(asked),
  };
}

/** Runs chips in sets, the images of the last sets in pieces; `done` is called as chips end, in any order. */
export async function runChips<C extends AnyChip>(
  runner: ChipRunner,
  chips: readonly C[],
  done: (chip: C, result: ChipResult) => void,
): Promise<void> {
  const { plan, pool, prepared, options, worked } = runner;
  const sets = setsOf(plan, prepared, chips, options.sharing ?? true) as C[][];
  const pieces = piecesOf(
    sets.map((set) => wholeOf(runner, set)),
    options.workers,
  );
  const order = reordered(pieces, options.shuffle);
  const tasks = sets.map((set) => set.map((chip) => chipOfTask(prepared, chip)));
  const parts = sets.map(() => new Map<number, readonly ChipPart[]>());
  const left = sets.map(() => 0);
  for (const { set } of pieces) left[set]!++;

  function finish(set: number): void {
    const inOrder = [...parts[set]!].sort(([a], [b]) => a - b).map(([, of]) => of);
    parts[set]!.clear();
    sets[set]!.forEach((chip, index) => {
      const own = inOrder.map((of) => of[index]!);
      done(chip, resultOf(own, askedOf({ plan }, { ...chip.place, trial: chip.trial })));
    });
  }
  await pool.run<Task, ChipParts>(
    order.map(({ set, images }) => ({
      name: nameOf(plan, sets[set]!),
      payload: { kind: 'chips', chips: tasks[set]!, images },
    })),
    (index, result) => {
      const { set, images } = order[index]!;
      worked(result.work);
      parts[set]!.set(images[0], result.parts);
      if (--left[set]! === 0) finish(set);
    },
  );
}
