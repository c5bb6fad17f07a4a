import fc from 'fast-check';
import { type Configuration, configuration } from './configuration.js';
import { picker } from './pick.js';

/** Any configuration; what shrinks is the shape of the layer. */
export const configurations = (purpose: string): fc.Arbitrary<Configuration> =>
  fc
    .record({
      seed: fc.nat(),
      groups: fc.integer({ min: 1, max: 3 }),
      inputs: fc.integer({ min: 1, max: 40 }),
      outputs: fc.integer({ min: 1, max: 12 }),
      count: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ seed, ...sizes }) => configuration(picker(seed, purpose), sizes));

/** The same cases on every machine. */
export const always = (numRuns: number): fc.Parameters<unknown> => ({ seed: 2026, numRuns });
