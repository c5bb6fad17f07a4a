import type { Adc, Chip } from './chip.js';
import type { Data } from './data.js';
import type { Device } from './device.js';
import type { Experiment } from './experiment.js';
import type { Network } from './network.js';
import type { Report } from './report.js';
import type { Training } from './training.js';

/**
 * What the user means: every block of the main text, names resolved, units verified, defaults filled, presets applied.
 * References are values: an experiment holds its whole chip, so that a sweep sets a field along its path and nowhere else.
 */
export interface Study {
  readonly uri: string;
  readonly data: readonly Data[];
  readonly networks: readonly Network[];
  readonly devices: readonly Device[];
  readonly adcs: readonly Adc[];
  readonly chips: readonly Chip[];
  readonly trainings: readonly Training[];
  readonly experiments: readonly Experiment[];
  readonly reports: readonly Report[];
}
