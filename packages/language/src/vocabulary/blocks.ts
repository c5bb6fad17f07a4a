import { chip } from './chip.js';
import { adc } from './converter.js';
import { data } from './data.js';
import { device } from './device.js';
import { experiment } from './experiment.js';
import { network } from './network.js';
import { report } from './report.js';
import type { BlockSpecification, Kind } from './specification.js';
import { train } from './train.js';

/** The vocabulary: every kind of block, in the order of the manual and the formatter. */
export const blocks = { data, network, device, adc, chip, train, experiment, report } as const;

/** The block of this word, or undefined. */
export function blockOf(word: string): BlockSpecification | undefined {
  return Object.hasOwn(blocks, word) ? blocks[word as Kind] : undefined;
}
