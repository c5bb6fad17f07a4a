import { ageing, type Decay } from './age.js';
import type { CellSettings, Stroke } from './cells.js';
import { clipLimits, clipRun } from './clip.js';
import { cellDraw } from './draw.js';
import { cellLaw } from './law.js';
import { stuckCells } from './stuck.js';
import { type Attempts, programOnce, programVerified } from './verify.js';

/** Programs a run of neighbouring cells up to the read-out: law, clipping, stuck cells, ageing (model.md section 2). */
export type Pen = (stroke: Stroke, first: number) => void;

/** What the pens of a layer count together. */
export interface PenTally {
  readonly attempts: Attempts;
  readonly decay: Decay;
}

export const emptyTally = (): PenTally => ({
  attempts: { cells: 0, draws: 0, met: 0 },
  decay: { programmed: 0, read: 0 },
});

function sumOf(values: Float32Array, first: number, count: number, start: number): number {
  let sum = start;
  for (let i = first; i < first + count; i++) sum += values[i];
  return sum;
}

export function programmingPen(settings: CellSettings, { attempts, decay }: PenTally): Pen {
  const { device, ends } = settings;
  const law = cellLaw(device.programming, settings);
  const draw = cellDraw(law, settings);
  const program =
    device.writeVerify === null
      ? programOnce(law, draw, settings)
      : programVerified(law, draw, settings, attempts);
  const limits = clipLimits(device.clip, ends);
  const stick = stuckCells(settings);
  const age = ageing(settings);
  const measured = device.drift?.compensate === 'global';
  return (stroke, first) => {
    const { out, cells } = stroke;
    program(stroke, first);
    if (limits !== null) clipRun(out, first, cells.count, limits);
    if (stick !== null) stick(stroke, first);
    if (measured) decay.programmed = sumOf(out, first, cells.count, decay.programmed);
    if (age !== null) age(stroke, first);
    if (measured) decay.read = sumOf(out, first, cells.count, decay.read);
  };
}
