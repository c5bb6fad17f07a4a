import type { Kernels } from '@kirchhoff/kernels';
import { recordProof } from '../proof/record.js';
import { expectation, worst } from './analog/agreement.js';
import { compareCells } from './analog/cells.js';
import { type Configuration, configuration } from './analog/configuration.js';
import { compareInputs } from './analog/inputs.js';
import { build, type BuiltLayer, outputsOf } from './analog/layer.js';
import { deviceOptions, optionsOf } from './analog/options.js';
import { counts, picker } from './analog/pick.js';
import { compareRanges } from './analog/ranges.js';
import { readingOptions, readingOptionsOf } from './analog/readingOptions.js';
import { loadAll } from './technologies.js';

/** Bit patterns, so that NaN equals NaN and -0 differs from 0. */
const bitsOf = (values: Float32Array): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('hex');

const cellsOf = ({ programmed: { planes, references } }: BuiltLayer): string =>
  [...planes.flat(2), ...references].map(bitsOf).join();

/** What was compared over all configurations. */
interface Totals {
  cells: number;
  references: number;
  near: number;
  ranges: number;
  conversions: number;
  excused: number;
  inputs: number;
  inputTies: number;
}

/** Everything before the read: inputs, targets, cells and ranges of one chip against float64. */
function compareChip(setting: Configuration, built: BuiltLayer, totals: Totals): void {
  totals.inputTies += compareInputs(setting, built);
  totals.inputs += setting.activations.reduce((sum, part) => sum + part.length, 0);
  const { cells, references, near } = compareCells(
    setting,
    built.programmed,
    built.keys,
    built.coding.maximum,
  );
  totals.cells += cells;
  totals.references += references;
  totals.near += near;
  const range = setting.chip.adc?.range;
  if (built.scales !== null && range?.kind === 'calibrated')
    totals.ranges += compareRanges({ setting, built, rule: range }, built.scales);
}

/** The same chip read by every technology: within law 0 of the oracle, and the same bits as the plain definition. */
function compareReads(
  setting: Configuration,
  plain: BuiltLayer,
  loaded: ReadonlyMap<string, Kernels>,
  totals: Totals,
): void {
  const expected = expectation(setting, plain);
  totals.conversions += expected.conversions;
  totals.excused += expected.excused;
  const definition = outputsOf(loaded.get('plain')!, setting, plain);
  for (const [name, kernels] of loaded) {
    const built = name === 'plain' ? plain : build(kernels, setting);
    if (cellsOf(built) !== cellsOf(plain)) throw new Error(`${name}: not the cells of the plain definition`);
    if (JSON.stringify(built.scales) !== JSON.stringify(plain.scales)) throw new Error(`${name}: ranges`);
    const found = outputsOf(kernels, setting, built);
    const off = worst(expected, found);
    if (!(off <= 1)) throw new Error(`${name}: ${off} of what is allowed`);
    if (found.values.map(bitsOf).join() !== definition.values.map(bitsOf).join())
      throw new Error(`${name}: not the bits of the plain definition`);
    expect(found.tally).toEqual(definition.tally);
    expect(found.tally.conversions === 0).toBe(setting.chip.adc === null);
  }
}

describe('law 0', () => {
  let loaded: ReadonlyMap<string, Kernels>;
  beforeAll(async () => void (loaded = await loadAll()));

  it('one whole layer, from weights to decoded outputs, agrees with float64 over every option', () => {
    const none = { cells: 0, references: 0, near: 0, ranges: 0, conversions: 0, excused: 0, inputs: 0 };
    const totals: Totals = { ...none, inputTies: 0 };
    const options = [...deviceOptions, ...readingOptions];
    const seen = new Map(options.map((option) => [option, 0]));
    for (let seed = 0; seed < counts(2000, 10_000); seed++) {
      const setting = configuration(picker(seed, 'law 0'));
      try {
        const built = build(loaded.get('plain')!, setting);
        compareChip(setting, built, totals);
        compareReads(setting, built, loaded, totals);
        for (const option of [...optionsOf(setting.chip.device), ...readingOptionsOf(setting, built)])
          seen.set(option, (seen.get(option) ?? 0) + 1);
      } catch (cause) {
        throw new Error(`seed ${seed}: ${(cause as Error).message}`, { cause });
      }
    }
    recordProof('Law 0, whole analog layers', {
      configurations: counts(2000, 10_000),
      options: options.length,
      'least configurations of an option': Math.min(...seen.values()),
      cells: totals.cells,
      conversions: totals.conversions,
      'near a tie [% of conversions]': (100 * totals.excused) / totals.conversions,
    });
    expect([...seen].filter(([option, count]) => count < 10 || !options.includes(option))).toEqual([]);
    expect(totals.cells).toBeGreaterThan(400_000);
    expect(totals.references).toBeGreaterThan(40_000);
    expect(totals.near).toBeLessThan(1e-4 * totals.cells);
    expect(totals.ranges).toBeGreaterThan(2_000);
    expect(totals.inputTies).toBeLessThan(1e-3 * totals.inputs);
    expect(totals.conversions).toBeGreaterThan(300_000);
    expect(totals.excused / totals.conversions).toBeLessThan(0.005);
  });

  it('all kernels release what they packed', () => {
    for (const kernels of loaded.values()) releases(kernels);
  });
});

function releases(kernels: Kernels): void {
  const setting = configuration(picker(7, 'memory'));
  const built = build(kernels, setting);
  outputsOf(kernels, setting, built);
  const held = kernels.bytes();
  for (let repeat = 0; repeat < 20; repeat++) outputsOf(kernels, setting, built);
  expect(kernels.bytes()).toBe(held);
}
