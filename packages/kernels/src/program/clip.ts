import type { ConductanceEnds, Device } from './device.js';

/** Limits of a programmed conductance, float32 [S]. */
export interface ClipLimits {
  readonly low: number;
  readonly high: number;
}

export function clipLimits(clip: Device['clip'], ends: ConductanceEnds): ClipLimits | null {
  if (clip === 'none') return null;
  if (clip === 'nonnegative') return { low: 0, high: Infinity };
  return { low: Math.fround(ends.off), high: Math.fround(ends.on) };
}

/** Clips conductances [S] first ... first + count - 1 in place. */
export function clipRun(plane: Float32Array, first: number, count: number, limits: ClipLimits): void {
  const { low, high } = limits;
  for (let i = first; i < first + count; i++) {
    const g = plane[i];
    if (g < low) plane[i] = low;
    else if (g > high) plane[i] = high;
  }
}
