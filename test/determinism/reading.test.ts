import type { RunInputs } from '@kirchhoff/runtime';
import { inputsOf, planOf, type Tables, tablesOf, text } from './study.js';

/** Everything that reading draws: errors of converters, noise of conversions and of cells, at every input slice. */
const noisy = text
  .replace('test_images = 60', 'test_images = 20')
  .replace('[0 % of target, 10 % of target, 10 % of target]', '[0 % of target, 10 % of target]')
  .replace('trials = 5', 'trials = 3')
  .replace(
    'sigma = 10 % of target)',
    'sigma = 10 % of target)\n    read_noise = normal(sigma = 4 % of range)',
  )
  .replace(
    'bits = 7,',
    'bits = 7, gain_error = 3 %, offset_error = 1 LSB, inl = 1 LSB, dnl = 0.7 LSB, noise = 0.8 LSB,',
  )
  .replace(
    'array  { size = 24 x 16 }',
    'array  { size = 24 x 16, active_rows = 9 }\n  inputs { bits = 5, encoding = bit_serial, slice_bits = 2 }\n  weights { bias = row }',
  );
const plan = planOf(noisy);
let inputs: RunInputs;
let tables: Tables;

beforeAll(async () => {
  inputs = await inputsOf(plan);
  tables = await tablesOf(plan, inputs, { workers: 1, technology: 'wasm' });
});

describe('a run whose reads are noisy', () => {
  it('holds chips that differ, without variation of cells too', () => {
    const points = new Set(tables.trials.split('\n').filter((row) => row.startsWith('first,0,')));
    expect(points.size).toBe(6);
    const losses = [...points].map((row) => row.split(',').slice(-4).join());
    expect(new Set(losses).size).toBeGreaterThan(3);
  });

  it.each([
    ['2 workers in another order', { workers: 2, shuffle: 1 }],
    ['the plain kernels', { workers: 2, technology: 'plain' }],
    ['the fastest kernels of this machine', { workers: 2, technology: 'native' }],
  ] as const)('is the same bytes from %s', async (_, options) => {
    expect(await tablesOf(plan, inputs, options)).toEqual(tables);
  });

  it.each([7])('is the same bytes where a task holds %s images', async (imagesPerTask) => {
    const mappings = Object.entries(plan.mappings).map(([id, mapping]) => [
      id,
      { ...mapping, imagesPerTask },
    ]);
    const small = { ...plan, mappings: Object.fromEntries(mappings) };
    expect(await tablesOf(small, inputs, { workers: 2 })).toEqual(tables);
  });
});
