import type { WeightMapping } from '../src/map/mapping.js';
import type { Device } from '../src/program/device.js';

/** Cells that are programmed as they should be, and stay so. */
export const exactCells: Device = {
  onState: 1e-4,
  onOffRatio: null,
  levels: null,
  programming: null,
  shared: { perChip: 0, perColumn: 0 },
  writeVerify: null,
  clip: 'nonnegative',
  stuckOn: 0,
  stuckOff: 0,
  readNoise: null,
  drift: null,
  relaxation: null,
};

/** Two cells for a weight that is any float32 number. */
export const plainPair: WeightMapping = {
  scheme: 'differential_pair',
  centred: false,
  subtract: 'analog',
  cells: 1,
  columns: 1,
  bits: null,
  cellBits: null,
  scale: 'per_layer',
  keep: 1,
  bias: 'digital',
};
