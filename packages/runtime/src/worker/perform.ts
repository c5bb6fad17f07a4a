import { addedMetrics } from '@kirchhoff/plan';
import { logitNodes, runNodes } from '../graph/run.js';
import { outputsOf } from '../graph/shape.js';
import { batches } from './batches.js';
import { drawChip } from './chip.js';
import type { Context } from './context.js';
import { calibrateNetwork } from './converters.js';
import { meter } from './meter.js';
import { scoreSheet } from './score.js';
import { observeNetwork, scoreSoftware } from './software.js';
import type { ChipResult, Task, TaskResults } from './task.js';

/** One chip instance on all test images, at most the plan's images per task at a time. */
function scoreChip(context: Context, task: Extract<Task, { kind: 'chip' }>): ChipResult {
  const experiment = context.plan.experiments[task.experiment]!;
  const point = experiment.points[task.point]!;
  const { test } = context.inputs.data[point.data]!;
  const nodes = logitNodes(context.plan.networks[point.network]!);
  const chip = drawChip(context, { ...task, experiment });
  try {
    const sheet = scoreSheet(test.labels, outputsOf(nodes), task.predictions);
    const asked = task.trial === null ? [] : addedMetrics(context.plan, experiment, task.point);
    const measured = meter(context, chip, asked);
    const { imagesPerTask } = context.plan.mappings[point.mapping]!;
    for (const { batch, images, first } of batches(test.images, test.count, imagesPerTask))
      sheet.add(runNodes(nodes, batch, images, measured.runFrom(first), context.kernels.pointwise));
    const { score } = sheet.finish();
    return { score, clippedBiases: chip.clippedBiases, metrics: measured.finish(score) };
  } finally {
    chip.release();
  }
}

/** Does what a task says. */
export function perform(context: Context, task: Task): TaskResults[keyof TaskResults] {
  switch (task.kind) {
    case 'software':
      return scoreSoftware(context, task);
    case 'inputs':
      return observeNetwork(context, task, task.keep);
    case 'converters':
      return calibrateNetwork(context, task);
    case 'chip':
      return scoreChip(context, task);
  }
}
