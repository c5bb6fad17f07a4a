import { effectiveWeights, loadKernels, type ProgrammedLayer } from '@kirchhoff/kernels';
import type { NamedArrays, Plan } from '@kirchhoff/plan';
import { failureOf } from './failure.js';
import { runNodes } from './graph/run.js';
import { outputsOf, sizeOf } from './graph/shape.js';
import type { RunInputs } from './inputs.js';
import type { RunOptions } from './options.js';
import { batches } from './worker/batches.js';
import { drawChips, type DrawnChip, subjectOf } from './worker/chip.js';
import { makeContext } from './worker/context.js';
import { calibratedFor } from './worker/calibrated.js';
import { runChips, runningChip } from './worker/run.js';

export interface ProbeRequest {
  /** Index into the plan's experiments, and into its points. */
  readonly experiment: number;
  readonly point: number;
  readonly repeat?: number;
  /** Chip instances 0 to trials - 1. */
  readonly trials: number;
  /** First test images; used by `outputs`. */
  readonly images: number;
  readonly what: 'outputs' | 'weights' | 'conductances';
}

/** Copies of [trials x ...]: one row per chip. */
function stack(rows: readonly Float32Array[], shape: readonly number[]): NamedArrays[string] {
  const size = sizeOf(shape);
  const data = new Float32Array(rows.length * size);
  rows.forEach((row, index) => data.set(row, index * size));
  return { shape: [rows.length, ...shape], data };
}

/** Planes [polarity][slice][copy] of [groups x K x N] as one array [K x N x polarity x slice x copy] per group, groups outermost. */
function interleave({ planes }: ProgrammedLayer): { data: Float32Array; tail: number[] } {
  const tail = [planes.length, planes[0]!.length, planes[0]![0]!.length];
  const flat = planes.flat(2);
  const cells = flat[0]!.length;
  const data = new Float32Array(cells * flat.length);
  for (let cell = 0; cell < cells; cell++)
    flat.forEach((plane, index) => (data[cell * flat.length + index] = plane[cell]!));
  return { data, tail };
}

const matrixShape = ({ mapped }: ProgrammedLayer): number[] =>
  mapped.groups === 1 ? [mapped.inputs, mapped.outputs] : [mapped.groups, mapped.inputs, mapped.outputs];

/** Reference cells [slice] of [groups x column tiles x K x columns] side by side: [column tiles x K x columns x slice]. */
function references(layer: ProgrammedLayer): { data: Float32Array; shape: number[] } | undefined {
  const { references: slices, mapped, columnTiles } = layer;
  if (slices.length === 0) return undefined;
  const count = slices[0]!.length;
  const data = new Float32Array(count * slices.length);
  slices.forEach((slice, index) => slice.forEach((value, at) => (data[at * slices.length + index] = value)));
  const groups = mapped.groups === 1 ? [] : [mapped.groups];
  return {
    data,
    shape: [...groups, columnTiles.length, mapped.inputs, mapped.mapping.columns, slices.length],
  };
}

type Rows = Map<string, { readonly shape: readonly number[]; readonly rows: Float32Array[] }>;

function put(rows: Rows, name: string, data: Float32Array, shape: readonly number[]): void {
  const found = rows.get(name) ?? { shape, rows: [] };
  found.rows.push(data);
  rows.set(name, found);
}

function cellsOf(rows: Rows, chip: DrawnChip, what: ProbeRequest['what']): void {
  for (const { layer, programmed, effective } of chip.layers) {
    const name = layer.node.name;
    if (what === 'weights')
      put(rows, `${name}.weights`, effectiveWeights(effective), matrixShape(programmed));
    else {
      const { data, tail } = interleave(programmed);
      put(rows, `${name}.conductances`, data, [...matrixShape(programmed), ...tail]);
      const reference = references(programmed);
      if (reference !== undefined) put(rows, `${name}.reference`, reference.data, reference.shape);
      const { attempts } = programmed;
      if (attempts === null) continue;
      put(rows, `${name}.mean_attempts`, Float32Array.of(attempts.draws / attempts.cells), []);
      put(rows, `${name}.within_tolerance`, Float32Array.of(attempts.met / attempts.cells), []);
    }
  }
}

/**
 * What single chips look like: `outputs` [trials x images x outputs], `software_outputs` and `labels`; or `<layer>.weights`
 * [trials x K x N] in units of W, seen through the wires; or `<layer>.conductances` [trials x K x N x polarity x slice x copy]
 * of the cells in siemens and `<layer>.reference`, with write-verify also `<layer>.mean_attempts` and `<layer>.within_tolerance`
 * (a share of the cells). The same chips as a run's. Throws RunFailure.
 */
export const probe = (
  plan: Plan,
  inputs: RunInputs,
  request: ProbeRequest,
  options: Pick<RunOptions, 'technology' | 'fastMath' | 'onEvent'> = {},
): Promise<NamedArrays> =>
  look(plan, inputs, request, options).catch((cause: unknown) => {
    throw failureOf(cause) ?? cause;
  });

async function look(
  plan: Plan,
  inputs: RunInputs,
  request: ProbeRequest,
  options: Pick<RunOptions, 'technology' | 'fastMath' | 'onEvent'>,
): Promise<NamedArrays> {
  const kernels = await loadKernels(options.technology, options);
  const context = makeContext(plan, inputs, kernels);
  const experiment = plan.experiments[request.experiment]!;
  const point = experiment.points[request.point]!;
  const repeat = request.repeat ?? 0;
  const { test } = inputs.data[point.data]!;
  const { nodes } = plan.networks[point.network]!;
  const outputs = outputsOf(nodes);
  const images = Math.min(request.images, test.count);
  const batch = test.images.subarray(0, (images * test.images.length) / test.count);
  const calibration = calibratedFor(context, point, repeat);
  const rows: Rows = new Map();
  for (let trial = 0; trial < request.trials; trial++) {
    const drawn = drawChips(context, [{ experiment, point: request.point, repeat, trial, calibration }]);
    const chip = drawn.chips[0]!;
    if (trial === 0)
      chip.clippedBiases.forEach((clipped) => options.onEvent?.({ kind: 'biases_clipped', ...clipped }));
    if (request.what === 'outputs') {
      const out = new Float32Array(images * outputs);
      const limit = plan.mappings[point.mapping]!.imagesPerTask;
      for (const part of batches(batch, images, limit)) {
        const end = (logits: Float32Array): void => out.set(logits, part.first * outputs);
        runChips(context, drawn, [runningChip(chip, [], end)], { ...part, nodes });
      }
      put(rows, 'outputs', out, [images, outputs]);
    } else cellsOf(rows, chip, request.what === 'weights' ? 'weights' : 'conductances');
    drawn.release();
    // A drawn layer's memory is written again by the next chip.
    rows.forEach((entry) => (entry.rows[trial] = entry.rows[trial]!.slice()));
  }
  const arrays: Record<string, NamedArrays[string]> = {};
  for (const [name, entry] of rows) arrays[name] = stack(entry.rows, entry.shape);
  if (request.what === 'outputs') {
    const software = context.softwareOf(subjectOf(point, repeat));
    arrays.software_outputs = {
      shape: [images, outputs],
      data: runNodes(nodes, batch, images, software.layer),
    };
    arrays.labels = { shape: [images], data: Float32Array.from(test.labels.subarray(0, images)) };
  }
  return arrays;
}
