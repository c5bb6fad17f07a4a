import { type CodeTally, type ProgrammedLayer, type ReadLayer, releaseRead } from '@kirchhoff/kernels';
import type { PlanChip, PlanExperiment, PlanPoint } from '@kirchhoff/plan';
import type { Key } from '@kirchhoff/random';
import { weightsSource } from '../inputs.js';
import type { Context } from './context.js';
import { drawLayer, idealChip, readable, trialKey } from './draw.js';
import { type LayerIdentity, layerIdentities } from './identity.js';
import type { AnalogLayer } from './layer.js';
import type { Calibration, ClippedBiases, Subject } from './task.js';
import { type Targets, targetsFor } from './targets.js';
import { type Wired, wired } from './wires.js';

/** A chip instance of a point. */
export interface ChipRequest {
  readonly experiment: PlanExperiment;
  readonly point: number;
  readonly repeat: number;
  /** Null for the ideal chip. */
  readonly trial: number | null;
  readonly calibration: Calibration;
  /** Names the converters' calibration; needed where chips are drawn together. */
  readonly ranges?: string | null;
  /** Counts the codes of layers by name. */
  readonly codes?: ReadonlyMap<string, CodeTally>;
}

/** Cells, and the same seen through the wires of their arrays. */
export interface DrawnLayer {
  readonly layer: AnalogLayer;
  readonly programmed: ProgrammedLayer;
  readonly effective: ProgrammedLayer;
}

/** A layer that can be read; chips that share it have the same object. */
export interface ReadyLayer extends DrawnLayer {
  readonly read: ReadLayer;
}

export interface DrawnChip {
  readonly layers: readonly ReadyLayer[];
  /** By node; layers in software are not among them. */
  readonly ready: ReadonlyMap<string, ReadyLayer>;
  readonly clippedBiases: readonly ClippedBiases[];
}

/** Layers that were asked for, and those that had to be made because no other chip had the same. */
export interface DrawCount {
  readonly layers: number;
  readonly programmed: number;
  readonly packed: number;
}

/** Chips of one subject in the kernels' memory, until `release`. */
export interface DrawnChips {
  readonly subject: Subject;
  readonly chips: readonly DrawnChip[];
  readonly count: DrawCount;
  release(): void;
}

export const subjectOf = (point: PlanPoint, repeat: number): Subject => ({
  network: point.network,
  data: point.data,
  weights: weightsSource(point),
  repeat,
});

const clippedBiases = (layers: readonly AnalogLayer[]): ClippedBiases[] =>
  layers
    .filter(({ mapped }) => mapped.clippedBiases > 0)
    .map(({ node, mapped: { clippedBiases: biases, groups, outputs } }) => ({
      layer: node.name,
      biases,
      of: groups * outputs,
    }));

/** What is made once for all chips of a set, by identity; `undo` gives it back. */
function workshop(context: Context) {
  const undo: (() => void)[] = [];
  const count = { layers: 0, programmed: 0, packed: 0 };
  const shared = <T>() => {
    const made = new Map<string, T>();
    return (key: string | null, make: () => T): T => {
      const found = key === null ? undefined : made.get(key);
      if (found !== undefined) return found;
      const value = make();
      if (key !== null) made.set(key, value);
      return value;
    };
  };
  const programmedOnce = shared<ProgrammedLayer>();
  const wiredOnce = shared<Wired | undefined>();
  const readyOnce = shared<ReadyLayer>();

  function programmedOf(
    { layer, spare }: Place,
    chip: PlanChip,
    cells: Key | null,
    key: string | null,
  ): ProgrammedLayer {
    const found = programmedOnce(key, () => {
      count.programmed++;
      const made = drawLayer(context, layer, chip, cells, spare.programmed.pop());
      if (cells !== null) undo.push(() => void spare.programmed.push(made));
      return made;
    });
    // Cells of weights are the same on arrays of another size; where reference cells are not, the keys differ.
    const { columnTiles } = layer.geometry;
    return found.columnTiles === columnTiles ? found : { ...found, columnTiles };
  }

  function ready(place: Place, request: ChipRequest, drawing: Drawing): ReadyLayer {
    const { layer, spare } = place;
    const { chip, cells, identity, tag } = drawing;
    count.layers++;
    const keyOf = (text: string | undefined): string | null => (text === undefined ? null : `${tag} ${text}`);
    return readyOnce(keyOf(identity?.outputs), () => {
      const programmed = programmedOf(place, chip, cells, keyOf(identity?.cells));
      const solved = wiredOnce(keyOf(identity?.wired), () => {
        const made = wired(layer, chip, { programmed, drawn: cells !== null }, spare.wired.pop());
        if (made !== undefined) undo.push(() => void spare.wired.push(made));
        return made;
      });
      const effective = solved?.layer ?? programmed;
      const { converters } = request.calibration;
      const codes = request.codes?.get(layer.node.name);
      const read = readable(context, layer, effective, { chip, converters, trial: cells, codes });
      count.packed++;
      undo.push(() => releaseRead(context.kernels, read));
      return { layer, programmed, effective, read };
    });
  }
  return { ready, count, release: () => undo.splice(0).forEach((each) => each()) };
}

interface Place {
  readonly layer: AnalogLayer;
  readonly spare: {
    readonly programmed: ProgrammedLayer[];
    readonly wired: Wired[];
  };
}

interface Drawing {
  readonly chip: PlanChip;
  readonly cells: Key | null;
  /** Undefined where there is nobody to share with. */
  readonly identity: LayerIdentity | undefined;
  /** Names node and draws. */
  readonly tag: string;
}

const placesOf = ({ layers, programmed, wired: solved }: Targets): Place[] =>
  layers.map((layer, index) => ({
    layer,
    spare: { programmed: programmed[index]!, wired: solved[index]! },
  }));

function drawOne(
  context: Context,
  request: ChipRequest,
  sharing: boolean,
  ready: (place: Place, request: ChipRequest, drawing: Drawing) => ReadyLayer,
): DrawnChip {
  const { experiment, trial, calibration } = request;
  const point = experiment.points[request.point]!;
  const whole = context.plan.chips[point.chip]!;
  const chip = trial === null ? idealChip(whole) : whole;
  const targets = targetsFor(context, subjectOf(point, request.repeat), chip, point, calibration);
  const seed = trial === null ? null : trialKey(experiment, request.point, trial);
  const identities = new Map(
    sharing
      ? layerIdentities(context.plan, point, {
          inputs: calibration.inputs,
          ranges: request.ranges ?? null,
          real: trial !== null,
        }).map((identity) => [identity.node, identity])
      : [],
  );
  const layers = placesOf(targets).map((place) => {
    const { name } = place.layer.node;
    const cells = point.vary === null || point.vary.includes(name) ? seed : null;
    const identity = identities.get(name);
    return ready(place, request, { chip, cells, identity, tag: `${name} ${cells?.join(' ') ?? ''}` });
  });
  return {
    layers,
    ready: new Map(layers.map((layer) => [layer.layer.node.name, layer])),
    clippedBiases: clippedBiases(targets.layers),
  };
}

/**
 * Draws every layer of chips of one subject and packs them for reading; layers outside `vary` have cells at their targets. What is the
 * same on several of the chips is made once.
 */
export function drawChips(context: Context, requests: readonly ChipRequest[]): DrawnChips {
  const [{ experiment, point, repeat }] = requests as [ChipRequest];
  const { ready, count, release } = workshop(context);
  try {
    const chips = requests.map((request) => drawOne(context, request, requests.length > 1, ready));
    return { subject: subjectOf(experiment.points[point]!, repeat), chips, count, release };
  } catch (cause) {
    release();
    throw cause;
  }
}
