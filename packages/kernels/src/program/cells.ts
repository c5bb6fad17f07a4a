import type { CellRow, Key } from '@kirchhoff/random';
import type { ConductanceEnds, Device } from './device.js';
import type { Purposes } from './purposes.js';

/** Coordinates of a run of neighbouring cells that its owner may move. */
export type MovingCells = { -readonly [Name in keyof Required<CellRow>]: number };

export const firstCell = (): MovingCells => ({
  row: 0,
  firstOutput: 0,
  count: 0,
  group: 0,
  polarity: 0,
  slice: 0,
  copy: 0,
  attempt: 0,
});

/** Where a run lies in its plane, and what its cells are called. */
export interface Stroke {
  readonly target: Float32Array;
  readonly out: Float32Array;
  readonly cells: MovingCells;
}

/** What all cells of one kind of a layer have in common. */
export interface CellSettings {
  readonly device: Device;
  readonly ends: ConductanceEnds;
  /** [V] */
  readonly readVoltage: number;
  /** seed > trial > layer */
  readonly key: Key;
  /** seed > trial */
  readonly chip: Key | undefined;
  readonly purposes: Purposes;
  /** Most cells of a run. */
  readonly longestRun: number;
}
