import { codeTally, type CodeTally, loadKernels } from '@kirchhoff/kernels';
import type { CellMap, ChipPortrait, CodeCounts, LayerPortrait, Plan } from '@kirchhoff/plan';
import { failureOf } from './failure.js';
import type { RunInputs } from './inputs.js';
import type { RunOptions } from './options.js';
import { batches } from './worker/batches.js';
import { calibratedFor } from './worker/calibrated.js';
import { drawChips, type DrawnLayer } from './worker/chip.js';
import { makeContext } from './worker/context.js';
import { runChips, runningChip } from './worker/run.js';

/** A chip of a plan: indexes into its experiments and their points. */
export interface PortraitRequest {
  readonly experiment: number;
  readonly point: number;
  readonly repeat: number;
  readonly trial: number;
}

/** First test images whose conversions are counted, cells along a side of a map, layers, counts of a histogram: all at most. */
const mostImages = 200;
const side = 32;
const mostLayers = 4;
const mostCounts = 256;

const digits = (value: number): number => Number(value.toPrecision(4));

function cellsOf({ programmed }: DrawnLayer): CellMap {
  const { mapped, planes } = programmed;
  const rows = Math.min(side, mapped.inputs);
  const columns = Math.min(side, mapped.outputs);
  // The middle of the inputs: pixels at the edge of an image are often never lit.
  const firstRow = (mapped.inputs - rows) >> 1;
  const block = (plane: Float32Array): number[] =>
    Array.from({ length: rows * columns }, (_, at) =>
      digits(plane[(firstRow + Math.floor(at / columns)) * mapped.outputs + (at % columns)]!),
    );
  return {
    firstRow,
    rows,
    columns,
    target: block(mapped.targets[0]![0]!),
    programmed: block(planes[0]![0]![0]!),
  };
}

function countsOf({ lowest, counts, below, above }: CodeTally): CodeCounts | null {
  if (counts.length === 0) return null;
  const codesPerCount = Math.ceil(counts.length / mostCounts);
  const together = new Array<number>(Math.ceil(counts.length / codesPerCount)).fill(0);
  counts.forEach((count, code) => (together[Math.floor(code / codesPerCount)]! += count));
  return { lowest, counts: together, codesPerCount, below, above };
}

/** Draws a chip as a run does, and looks at some of its cells and at the codes of its converters over the first test images. */
async function look(
  plan: Plan,
  inputs: RunInputs,
  request: PortraitRequest,
  { technology }: Pick<RunOptions, 'technology'>,
): Promise<ChipPortrait> {
  const context = makeContext(plan, inputs, await loadKernels(technology));
  const experiment = plan.experiments[request.experiment]!;
  const { point: index, repeat, trial } = request;
  const point = experiment.points[index]!;
  const { layers } = plan.mappings[point.mapping]!;
  const codes = new Map(layers.slice(0, mostLayers).map(({ node }) => [node, codeTally()]));
  const calibration = calibratedFor(context, point, repeat);
  const drawn = drawChips(context, [{ experiment, point: index, repeat, trial, calibration, codes }]);
  const chip = drawn.chips[0]!;
  try {
    const { test } = inputs.data[point.data]!;
    const images = Math.min(mostImages, test.count);
    const first = test.images.subarray(0, (images * test.images.length) / test.count);
    const { nodes } = plan.networks[point.network]!;
    for (const part of batches(first, images, plan.mappings[point.mapping]!.imagesPerTask))
      runChips(context, drawn, [runningChip(chip, [], () => undefined)], { ...part, nodes });
    const portraits = chip.layers.flatMap((drawn): LayerPortrait[] => {
      const layer = drawn.layer.node.name;
      const tally = codes.get(layer);
      return tally === undefined ? [] : [{ layer, cells: cellsOf(drawn), codes: countsOf(tally) }];
    });
    return { experiment: experiment.name, point: index, repeat, trial, images, layers: portraits };
  } finally {
    drawn.release();
  }
}

/** What one chip looks like inside; the same chip as a run's. Throws RunFailure. */
export const portrait = (
  plan: Plan,
  inputs: RunInputs,
  request: PortraitRequest,
  options: Pick<RunOptions, 'technology'> = {},
): Promise<ChipPortrait> =>
  look(plan, inputs, request, options).catch((cause: unknown) => {
    throw failureOf(cause) ?? cause;
  });
