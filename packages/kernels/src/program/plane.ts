import { fold, type Key } from '@kirchhoff/random';
import { floor32 } from '../digital/floor32.js';
import type { MappedLayer } from '../map/map.js';
import { clipLimits, type ClipLimits } from './clip.js';
import type { ConductanceEnds, Device, ProgrammingLaw } from './device.js';
import type { MeasuredTable } from './measured.js';
import { weightPurposes } from './purposes.js';
import { type Programming, wholeLayer } from './program.js';

/** Cells of one polarity, slice and copy of a layer, drawn once each: law, clip, stuck cells. */
export interface PlaneProgram {
  /** [S], [groups x inputs x outputs] */
  readonly target: Float32Array;
  readonly out: Float32Array;
  readonly groups: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Coordinates of the first cell. */
  readonly firstGroup: number;
  readonly firstRow: number;
  readonly polarity: number;
  readonly slice: number;
  readonly copy: number;
  /** seed > trial > layer > purpose */
  readonly key: Key;
  readonly law: PlaneLaw;
  readonly clip: ClipLimits | null;
  readonly stuck: StuckLaw | null;
}

/** Numbers of a law, float32 but where they are arrays; docs/numerics.md section 12, "Programming". */
export type PlaneLaw =
  | {
      readonly kind: 'additive' | 'proportional';
      readonly sigma: number;
      readonly draws: 'normals' | 'uniforms';
    }
  | { readonly kind: 'lognormal'; readonly sigma: number; readonly shift: number }
  | { readonly kind: 'resistance'; readonly sigmaOn: number; readonly slope: number; readonly on: number }
  | { readonly kind: 'polynomial'; readonly scale: number; readonly terms: Float64Array }
  | { readonly kind: 'saturating'; readonly most: number; readonly rate: number }
  | { readonly kind: 'table'; readonly table: MeasuredTable };

/** A uniform at most `onAtMost` puts a cell at `on`, else one above `offAbove` puts it at `off`, float32. */
export interface StuckLaw {
  readonly key: Key;
  readonly onAtMost: number;
  readonly offAbove: number;
  readonly on: number;
  readonly off: number;
}

const f = Math.fround;

function spreadLaw(
  law: Extract<ProgrammingLaw, { kind: 'normal' | 'uniform' }>,
  ends: ConductanceEnds,
): PlaneLaw {
  const [width, draws] =
    law.kind === 'normal' ? [law.sigma, 'normals' as const] : [law.halfWidth, 'uniforms' as const];
  if (width.of === 'target') return { kind: 'proportional', sigma: f(width.fraction), draws };
  if (width.of === 'absolute') return { kind: 'additive', sigma: f(width.siemens), draws };
  return {
    kind: 'additive',
    sigma: f(width.fraction * (width.of === 'range' ? ends.range : ends.on)),
    draws,
  };
}

function planeLaw(law: ProgrammingLaw, ends: ConductanceEnds, readVoltage: number): PlaneLaw {
  const { on, off } = ends;
  switch (law.kind) {
    case 'normal':
    case 'uniform':
      return spreadLaw(law, ends);
    case 'lognormal': {
      const { sigma } = law;
      if (sigma !== null)
        return {
          kind: 'lognormal',
          sigma: f(sigma),
          shift: law.centre === 'mean' ? f((sigma * sigma) / 2) : 0,
        };
      const [atOn, atOff] = [law.sigmaOn ?? 0, law.sigmaOff ?? 0];
      return { kind: 'resistance', sigmaOn: f(atOn), slope: f((atOff - atOn) / (on / off - 1)), on: f(on) };
    }
    case 'polynomial':
      return { kind: 'polynomial', scale: law.scale, terms: Float64Array.from(law.sigma) };
    case 'saturating':
      return { kind: 'saturating', most: f(law.limit / readVoltage), rate: f(readVoltage / (2 * law.at)) };
    case 'table':
      return { kind: 'table', table: law.table };
  }
}

/** What all planes of a layer have in common; null for devices whose cells need the definition (`programmingPen`). */
export type LayerProgram = Pick<
  PlaneProgram,
  'key' | 'law' | 'clip' | 'stuck' | 'groups' | 'inputs' | 'outputs' | 'firstGroup' | 'firstRow'
>;

export function layerProgram(
  mapped: Pick<MappedLayer, 'groups' | 'inputs' | 'outputs' | 'ends'>,
  device: Device,
  programming: Programming,
): LayerProgram | null {
  const { shared, writeVerify, drift, relaxation, stuckOn, stuckOff } = device;
  const alone = shared.perChip === 0 && shared.perColumn === 0;
  if (device.programming === null || !alone || writeVerify !== null || drift !== null || relaxation !== null)
    return null;
  const { key, place = wholeLayer } = programming;
  const { groups, inputs, outputs, ends } = mapped;
  const stuck = {
    key: fold(key, weightPurposes.stuck),
    onAtMost: floor32(stuckOn),
    offAbove: floor32(1 - stuckOff),
    on: f(ends.on),
    off: f(ends.off),
  };
  return {
    key: fold(key, weightPurposes.variation),
    law: planeLaw(device.programming, ends, programming.readVoltage ?? 1),
    clip: clipLimits(device.clip, ends),
    stuck: stuckOn === 0 && stuckOff === 0 ? null : stuck,
    groups,
    inputs,
    outputs,
    ...place,
  };
}
