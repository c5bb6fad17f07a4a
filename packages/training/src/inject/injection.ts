import { effectiveWeights, hasWires, type Kernels, loadKernels, releaseRead } from '@kirchhoff/kernels';
import type { NamedArrays, PlanTraining } from '@kirchhoff/plan';
import type { Key } from '@kirchhoff/random';
import type { Engine } from '../engine.js';
import type { Hardware } from '../forward.js';
import type { WeightNoise } from '../record.js';
import type { TrainingRequest } from '../request.js';
import { drawCells, type DrawnLayer, fitWires, type WireFactors } from './cells.js';
import { type InjectedChipPart, injectedPart } from './chip.js';
import { injectedDevice } from './device.js';
import { hardwareOf, readable, type ReadableLayer } from './hardware.js';
import { noiseOfCells, noiseOfLaw, together } from './noise.js';
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
  /** Sets ranges and fitted wires by these weights. */
  follow(arrays: NamedArrays, wires: boolean): void;
  draw(arrays: NamedArrays, draw: Draw): InjectedDraw;
}

interface Following {
  ranges: Ranges;
  wires: ReadonlyMap<string, WireFactors>;
}

/** The arrays with every analog layer's weights, and a bias on cells, as its drawn cells hold them. */
function heldBy(
  arrays: NamedArrays,
  drawn: readonly DrawnLayer[],
  ranges: Ranges,
): Pick<InjectedDraw, 'arrays' | 'noise'> {
  const noise = new Map<string, number>();
  const held: Record<string, NamedArrays[string]> = { ...arrays };
  for (const each of drawn) {
    const { layer, form, programmed } = each;
    const { name } = layer.node;
    const { inputs, outputs, groups, biasRow } = programmed.mapped;
    const effective = effectiveWeights(programmed);
    noise.set(name, noiseOfCells(each, effective));
    const weights = `${name}.weights`;
    held[weights] = { shape: arrays[weights]!.shape, data: form.unfoldWeights(effective, inputs) };
    if (!biasRow) continue;
    const drive = ranges.get(name)!.coding.maximum;
    const bias = new Float32Array(groups * outputs);
    for (let i = 0; i < bias.length; i++) {
      const group = Math.floor(i / outputs);
      bias[i] = effective[((group + 1) * inputs - 1) * outputs + (i % outputs)]! * drive;
    }
    form.unfoldSums(bias);
    held[`${name}.bias`] = { shape: arrays[`${name}.bias`]!.shape, data: bias };
  }
  return { arrays: held, noise };
}

function onChip(
  part: InjectedChipPart,
  kernels: Kernels,
  engine: Engine,
  request: TrainingRequest,
): Pick<Injection, 'follow' | 'draw'> {
  const now: Following = { ranges: new Map(), wires: new Map() };
  const wired = part.effects.includes('wire_resistance') && hasWires(part.chip.array);
  return {
    follow(arrays, wires) {
      if (part.ranged) now.ranges = measureRanges(engine, kernels, request, arrays, part);
      if (wires && wired)
        now.wires = new Map(
          part.layers.map((layer) => {
            const { name } = layer.node;
            return [name, fitWires(part, layer, arrays, now.ranges.get(name))];
          }),
        );
    },
    draw(arrays, { trial, strength, firstImage }) {
      const device = injectedDevice(part.chip.device, part.effects, strength);
      const drawn = part.layers.map((layer) =>
        drawCells(part, layer, arrays, {
          trial,
          device,
          ranges: now.ranges.get(layer.node.name),
          wires: now.wires.get(layer.node.name),
          kernels,
        }),
      );
      const reads = new Map<string, ReadableLayer>(
        part.reads
          ? drawn.map((each) => [each.layer.node.name, readable(kernels, part, each, now.ranges)])
          : [],
      );
      const driven = part.reads || part.inputs.bits !== null;
      const { ranges } = now;
      return {
        ...heldBy(arrays, drawn, ranges),
        ...(driven && {
          hardware: hardwareOf(engine.tf, kernels, request.network, { ranges, reads, firstImage }),
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
