import { fillUniforms, fold } from '@kirchhoff/random';
import type { CellSettings, Stroke } from './cells.js';

/** Puts the stuck cells of a run at G_on or G_off; null where there are none. */
export function stuckCells(settings: CellSettings): ((stroke: Stroke, first: number) => void) | null {
  const { stuckOn, stuckOff } = settings.device;
  if (stuckOn === 0 && stuckOff === 0) return null;
  const key = fold(settings.key, settings.purposes.stuck);
  const random = new Float32Array(settings.longestRun);
  const on = Math.fround(settings.ends.on);
  const off = Math.fround(settings.ends.off);
  const offAbove = 1 - stuckOff;
  return ({ out, cells }, first) => {
    fillUniforms(key, cells, random, 0);
    for (let i = 0; i < cells.count; i++) {
      if (random[i] <= stuckOn) out[first + i] = on;
      else if (random[i] > offAbove) out[first + i] = off;
    }
  };
}
