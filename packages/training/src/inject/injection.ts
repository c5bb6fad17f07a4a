import {
  drawsByParts,
  effectiveWeights,
  hasWires,
  type Kernels,
  loadKernels,
  releaseRead,
} from '@kirchhoff/kernels';
import type { NamedArrays, PlanTraining } from '@kirchhoff/plan';
import type { Key } from '@kirchhoff/random';
import type { Engine } from '../engine.js';
import type { Hardware } from '../forward.js';
import { keptMemory } from '../memory.js';
import type { WeightNoise } from '../record.js';
import type { TrainingRequest } from '../request.js';
import { drawCells, type DrawnLayer, drawWeights, fitWires, type WireFactors } from './cells.js';
import { type InjectedChipPart, injectedPart } from './chip.js';
import { injectedDevice } from './device.js';
import { hardwareOf, readable, type ReadableLayer } from './hardware.js';
import { type HeldLayer, heldBy } from './held.js';
import { programmedForm } from './layer.js';
import { learnedArrays, movedArrays, rangesIn } from './learned.js';
import { noiseOfLaw, together } from './noise.js';
import { withPlainLaw } from './plain-law.js';
import { measureRanges, type Ranges } from './ranges.js';

/** Weights as one drawn chip holds them, and how their sums are read; `release` before the next draw. */
export interface InjectedDraw {
  readonly arrays: NamedArrays;
  readonly hardware?: Hardware;
  readonly noise: WeightNoise;
  release(): void;
}

export interface Draw {
  /** seed > trial: with the same key the cells are those of that chip. */
  readonly trial: Key;
  readonly strength: number;
  /** Place of the first image, which fresh noise depends on. */
  readonly firstImage: number;
}

/** Puts the statistics of a chip, or a plain law, on the weights of a network under training. */
export interface Injection {
  readonly inject: NonNullable<PlanTraining['inject']>;
  /** Sets ranges that are not learned, and fitted wires, by these weights. */
  follow(arrays: NamedArrays, wires: boolean): void;
  /** Arrays of the ranges where learning begins, calibrated for these weights; none where none are learned. */
  ranges(arrays: NamedArrays): NamedArrays;
  /** Arrays of ranges that are moved. */
  moved(arrays: NamedArrays): readonly string[];
  draw(arrays: NamedArrays, draw: Draw): InjectedDraw;
}

interface Following {
  ranges: Ranges;
  wires: ReadonlyMap<string, WireFactors>;
}

function onChip(
  part: InjectedChipPart,
  kernels: Kernels,
  engine: Engine,
  request: TrainingRequest,
): Pick<Injection, 'follow' | 'ranges' | 'moved' | 'draw'> {
  const now: Following = { ranges: new Map(), wires: new Map() };
  const wired = part.effects.includes('wire_resistance') && hasWires(part.chip.array);
  const byParts = !part.reads && !wired && part.chip.weights.bias !== 'row';
  /** What earlier draws have written, to be overwritten: fresh memory costs more than drawing. */
  const drawn = new Map<string, DrawnLayer>();
  const [weights, drives] = [keptMemory(), keptMemory()];
  const measured = (arrays: NamedArrays): Ranges =>
    measureRanges(engine, kernels, request, arrays, { part, memory: drives });
  const rangesFor = (arrays: NamedArrays): Ranges =>
    part.learned === null ? now.ranges : rangesIn(part, arrays);
  const moved = (arrays: NamedArrays): string[] =>
    part.layers.flatMap(({ node }) => movedArrays(part, node.name, arrays));
  return {
    moved,
    follow(arrays, wires) {
      if (part.ranged && part.learned === null) now.ranges = measured(arrays);
      const ranges = rangesFor(arrays);
      if (wires && wired)
        now.wires = new Map(
          part.layers.map((layer) => {
            const { name } = layer.node;
            return [name, fitWires(part, layer, arrays, ranges.get(name))];
          }),
        );
    },
    ranges: (arrays) => (part.learned === null ? {} : learnedArrays(part, measured(arrays))),
    draw(arrays, { trial, strength, firstImage }) {
      const device = injectedDevice(part.chip.device, part.effects, strength);
      const draws = { trial, device, kernels };
      const { wires } = now;
      const ranges = rangesFor(arrays);
      const reads = new Map<string, ReadableLayer>();
      const held = part.layers.map((layer): HeldLayer => {
        const { name } = layer.node;
        const form = programmedForm(layer, arrays);
        if (byParts && drawsByParts(device)) {
          const { weights: clean, inputs } = form.matrices;
          const effective = drawWeights(part, layer, form, draws, weights(name, clean.length));
          return { layer, form, effective, lines: inputs, biasRow: false };
        }
        const around = { ranges: ranges.get(name), wires: wires.get(name), reuse: drawn.get(name) };
        const cells = drawCells(part, layer, form, draws, around);
        drawn.set(name, cells);
        if (part.reads) reads.set(name, readable(kernels, part, cells, ranges));
        const { groups, inputs: lines, outputs, biasRow } = cells.programmed.mapped;
        const effective = effectiveWeights(cells.programmed, weights(name, groups * lines * outputs));
        return { layer, form, effective, lines, biasRow };
      });
      const driven = part.reads || part.inputs.bits !== null;
      return {
        ...heldBy(arrays, held, ranges),
        ...(driven && {
          hardware: hardwareOf(engine.tf, kernels, request.network, {
            part,
            ranges,
            moved: moved(arrays),
            reads,
            firstImage,
            memory: drives,
          }),
        }),
        release: () => reads.forEach(({ read }) => releaseRead(kernels, read)),
      };
    },
  };
}

const nothing = (): void => undefined;

/** The injection of a training; undefined without one. */
export async function makeInjection(
  request: TrainingRequest,
  engine: Engine,
): Promise<Injection | undefined> {
  const { inject } = request.training;
  if (inject === null) return undefined;
  const part = injectedPart(request, inject);
  if (part === undefined && inject.law === null)
    throw new RangeError('an injection needs the mapping of its chip, or a law');
  const chip = part && onChip(part, await loadKernels(), engine, request);
  const { law } = inject;
  return {
    inject,
    follow: chip?.follow ?? nothing,
    ranges: chip?.ranges ?? (() => ({})),
    moved: chip?.moved ?? (() => []),
    draw(arrays, draw) {
      const lawful =
        law === null ? arrays : withPlainLaw(arrays, request.network, law, draw.trial, draw.strength);
      const noise = noiseOfLaw(arrays, lawful);
      const drawn = chip?.draw(lawful, draw);
      return drawn === undefined
        ? { arrays: lawful, noise, release: nothing }
        : { ...drawn, noise: together(drawn.noise, noise) };
    },
  };
}
