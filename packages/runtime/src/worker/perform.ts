import { logitNodes } from '../graph/run.js';
import { outputsOf } from '../graph/shape.js';
import { batches, passOf } from './batches.js';
import { drawChips, type DrawnChips } from './chip.js';
import type { Context } from './context.js';
import { calibrateNetwork } from './converters.js';
import { askedOf, runChips, runningChip } from './run.js';
import { scoreSheet } from './score.js';
import { observeNetwork, scoreSoftware } from './software.js';
import type { ChipParts, Task, TaskResults } from './task.js';

type ChipsTask = Extract<Task, { kind: 'chips' }>;

/** The chips that a worker has drawn: they stay for further images of theirs. */
interface Standing {
  readonly key: string;
  readonly drawn: DrawnChips;
}

const standing = new WeakMap<Context, Standing>();

function chipsOf(context: Context, { chips }: ChipsTask): { drawn: DrawnChips; fresh: boolean } {
  const key = chips
    .map(({ experiment, point, repeat, trial }) => `${experiment} ${point} ${repeat} ${trial}`)
    .join();
  const before = standing.get(context);
  if (before?.key === key) return { drawn: before.drawn, fresh: false };
  standing.delete(context);
  before?.drawn.release();
  const requests = chips.map((chip) => ({
    ...chip,
    experiment: context.plan.experiments[chip.experiment]!,
  }));
  const drawn = drawChips(context, requests);
  standing.set(context, { key, drawn });
  return { drawn, fresh: true };
}

/** Chips on some test images. */
function scoreChips(context: Context, task: ChipsTask): ChipParts {
  const { buffers, driven } = context;
  const before = { made: buffers.made(), ...driven.count };
  const { drawn, fresh } = chipsOf(context, task);
  const { test } = context.inputs.data[drawn.subject.data]!;
  const [first, count] = task.images;
  const nodes = logitNodes(context.networkOf(drawn.subject));
  const labels = test.labels.subarray(first, first + count);
  const sheets = task.chips.map(({ predictions }) =>
    scoreSheet(labels, outputsOf(nodes), predictions?.subarray(first, first + count)),
  );
  const members = drawn.chips.map((chip, index) =>
    runningChip(chip, askedOf(context, task.chips[index]!), (logits) => sheets[index]!.add(logits)),
  );
  const counted = { outputs: 0, computed: 0 };
  const size = test.images.length / Math.max(1, test.count);
  const images = test.images.subarray(first * size, (first + count) * size);
  const points = task.chips.map(
    ({ experiment, point }) => context.plan.experiments[experiment]!.points[point]!,
  );
  for (const part of batches(images, count, passOf(context.plan, points)))
    runChips(context, drawn, members, { ...part, first: first + part.first, nodes }, counted);
  const { layers, programmed, packed } = drawn.count;
  return {
    parts: members.map(({ chip, meter }, index) => ({
      score: sheets[index]!.finish().score,
      clippedBiases: chip.clippedBiases,
      measured: meter.finish(),
    })),
    work: {
      ...(fresh ? { layers, programmed, packed } : { layers: 0, programmed: 0, packed: 0 }),
      ...counted,
      batches: driven.count.asked - before.asked,
      coded: driven.count.coded - before.coded,
      arrays: buffers.made() - before.made,
    },
  };
}

/** Does what a task says. */
export function perform(context: Context, task: Task): TaskResults[keyof TaskResults] {
  switch (task.kind) {
    case 'software':
      return scoreSoftware(context, task, task.images);
    case 'inputs':
      return observeNetwork(context, task, task.keep);
    case 'converters':
      return calibrateNetwork(context, task);
    case 'chips':
      return scoreChips(context, task);
  }
}
