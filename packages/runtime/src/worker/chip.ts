import {
  type CodeTally,
  type ProgrammedLayer,
  type ReadLayer,
  type ReadTally,
  releaseRead,
} from '@kirchhoff/kernels';
import type { PlanChip, PlanExperiment, PlanPoint } from '@kirchhoff/plan';
import type { Key } from '@kirchhoff/random';
import { readNode } from '../graph/read.js';
import type { LayerRunner } from '../graph/run.js';
import { weightsSource } from '../inputs.js';
import type { Context } from './context.js';
import { drawLayer, idealChip, readable, trialKey } from './draw.js';
import { analogLayers, type AnalogLayer } from './layer.js';
import type { Calibration, ClippedBiases, Subject } from './task.js';
import { type Wired, wired } from './wires.js';

/** A chip instance of a point. */
export interface ChipRequest {
  readonly experiment: PlanExperiment;
  readonly point: number;
  readonly repeat: number;
  /** Null for the ideal chip. */
  readonly trial: number | null;
  readonly calibration: Calibration;
  /** Counts the codes of layers by name. */
  readonly codes?: ReadonlyMap<string, CodeTally>;
}

/** Cells, and the same seen through the wires of their arrays. */
export interface DrawnLayer {
  readonly layer: AnalogLayer;
  readonly programmed: ProgrammedLayer;
  readonly effective: ProgrammedLayer;
}

/** A drawn chip in the kernels' memory; `release` before the next is drawn. */
export interface DrawnChip {
  readonly subject: Subject;
  readonly layers: readonly DrawnLayer[];
  /** Analog layers on their arrays, the rest in software, for a batch that begins at the given image. */
  readonly runFrom: (first: number) => LayerRunner;
  readonly clippedBiases: readonly ClippedBiases[];
  /** By layer, how often its converters converted and clipped so far. */
  readonly conversions: () => Readonly<Record<string, ReadTally>>;
  release(): void;
}

export const subjectOf = (point: PlanPoint, repeat: number): Subject => ({
  network: point.network,
  data: point.data,
  weights: weightsSource(point),
  repeat,
});

/** Targets depend on weights and mapping, not on the trial: they are kept from one chip to the next. */
interface Kept {
  readonly key: string;
  readonly layers: readonly AnalogLayer[];
  programmed: readonly (ProgrammedLayer | undefined)[];
  wired: readonly (Wired | undefined)[];
}

const kept = new WeakMap<Context, Kept>();

function layersFor(
  context: Context,
  subject: Subject,
  chip: PlanChip,
  point: PlanPoint,
  calibration: Calibration,
): Kept {
  const { onState, onOffRatio, levels } = chip.device;
  const key = JSON.stringify([
    subject,
    point.mapping,
    chip.weights,
    chip.inputs,
    { onState, onOffRatio, levels },
    calibration.inputs,
  ]);
  const found = kept.get(context);
  if (found?.key === key) return found;
  const settings = { mapping: point.mapping, inputs: calibration.inputs };
  const layers = analogLayers(context, subject, chip, settings);
  const made: Kept = { key, layers, programmed: [], wired: [] };
  kept.set(context, made);
  return made;
}

const clippedBiases = (layers: readonly AnalogLayer[]): ClippedBiases[] =>
  layers
    .filter(({ mapped }) => mapped.clippedBiases > 0)
    .map(({ node, mapped: { clippedBiases: biases, groups, outputs } }) => ({
      layer: node.name,
      biases,
      of: groups * outputs,
    }));

/** Draws every layer of a chip and packs it for reading. Layers outside `vary` have cells at their targets. */
export function drawChip(context: Context, request: ChipRequest): DrawnChip {
  const { experiment, trial, calibration } = request;
  const point = experiment.points[request.point]!;
  const whole = context.plan.chips[point.chip]!;
  const chip = trial === null ? idealChip(whole) : whole;
  const subject = subjectOf(point, request.repeat);
  const own = layersFor(context, subject, chip, point, calibration);
  const seed = trial === null ? null : trialKey(experiment, request.point, trial);
  const keyOf = (name: string): Key | null =>
    point.vary === null || point.vary.includes(name) ? seed : null;
  const layers = own.layers.map((layer, index) => {
    const name = layer.node.name;
    const cells = keyOf(name);
    const programmed = drawLayer(context, layer, chip, cells, own.programmed[index]);
    const drawn = cells !== null;
    const solved = wired(layer, chip, { programmed, drawn }, own.wired[index]);
    return { layer, programmed, trial: cells, solved, effective: solved?.layer ?? programmed };
  });
  own.wired = layers.map(({ solved }) => solved);
  own.programmed = layers.map(({ programmed, trial: cells }) => (cells === null ? undefined : programmed));
  const reads = new Map<string, { layer: AnalogLayer; read: ReadLayer }>();
  for (const { layer, effective, trial: cells } of layers)
    reads.set(layer.node.name, {
      layer,
      read: readable(context, layer, effective, {
        chip,
        converters: calibration.converters,
        trial: cells,
        codes: request.codes?.get(layer.node.name),
      }),
    });
  const software = context.softwareOf(subject);
  const tallies: Record<string, { conversions: number; clipped: number }> = {};
  return {
    subject,
    layers,
    runFrom: (first) => (node, input, images, shape) => {
      const found = reads.get(node.name);
      if (found === undefined) return software.layer(node, input, images, shape);
      const batch = { input, images, first, shape };
      const { out, tally } = readNode(
        context.kernels,
        found.layer.node,
        found.read,
        found.layer.coding,
        batch,
      );
      const sum = (tallies[node.name] ??= { conversions: 0, clipped: 0 });
      sum.conversions += tally.conversions;
      sum.clipped += tally.clipped;
      return out;
    },
    clippedBiases: clippedBiases(own.layers),
    conversions: () => tallies,
    release: () => reads.forEach(({ read }) => releaseRead(context.kernels, read)),
  };
}
