import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { probe, type ProbeRequest, type RunInputs } from '@kirchhoff/runtime';
import type { Plan } from '@kirchhoff/plan';
import { inputsOf, planOf, type Tables, tablesOf, text } from './study.js';

const plan = planOf(text);
let inputs: RunInputs;
let tables: Tables;

beforeAll(async () => {
  inputs = await inputsOf(plan);
  tables = await tablesOf(plan, inputs, { workers: 1, technology: 'wasm' });
});

/** Cells of a layer [trials x cells], and each chip's by itself. */
async function cellsOf(of: Plan, request: Partial<ProbeRequest>, layer = 'hidden'): Promise<Float32Array[]> {
  const given = { experiment: 0, point: 0, trials: 2, images: 1, what: 'conductances', ...request } as const;
  const { shape, data } = (await probe(of, inputs, given))[`${layer}.conductances`]!;
  const size = data.length / shape[0]!;
  return Array.from({ length: shape[0]! }, (_, trial) => data.slice(trial * size, (trial + 1) * size));
}

/** Trials of a point without the columns that name it. */
const trialsOf = (csv: string, experiment: string, point: number): string[] =>
  csv
    .split('\n')
    .filter((row) => row.startsWith(`${experiment},${point},`))
    .map((row) => row.split(',').slice(-7).join());

describe('the files of a run', () => {
  it('hold every chip, and chips that differ', () => {
    expect(tables.trials.trimEnd().split('\n')).toHaveLength(1 + 6 * 2 * 5 + 2 * 3);
    expect(tables.summary.trimEnd().split('\n')).toHaveLength(1 + 6 + 1);
    const losses = trialsOf(tables.trials, 'first', 2).map((row) => row.split(',').at(-2));
    expect(new Set(losses).size).toBe(10);
  });

  it.each(['summary', 'trials'] as const)('are those kept in %s.csv, on any machine', (name) => {
    const path = join(import.meta.dirname, `${name}.csv`);
    if (process.env['UPDATE'] === '1') writeFileSync(path, tables[name]);
    expect(tables[name]).toBe(readFileSync(path, 'utf8'));
  });

  it.each([
    ['2 workers', { workers: 2 }],
    ['5 workers that take the tasks in another order', { workers: 5, shuffle: 1 }],
    ['the plain kernels, in a third order', { workers: 2, shuffle: 2, technology: 'plain' }],
    ['the fastest kernels of this machine', { workers: 2, technology: 'native' }],
  ] as const)('are the same bytes from %s', async (_, options) => {
    expect(await tablesOf(plan, inputs, options)).toEqual(tables);
  });

  it('are the same bytes where a task holds few images', async () => {
    const mappings = Object.entries(plan.mappings).map(([id, mapping]) => [
      id,
      { ...mapping, imagesPerTask: 7 },
    ]);
    const small = { ...plan, mappings: Object.fromEntries(mappings) };
    expect(await tablesOf(small, inputs, { workers: 1 })).toEqual(tables);
  });

  it('are the same bytes through resistive wires, and other bytes than through ideal ones', async () => {
    const wired = planOf(
      text.replace('size = 24 x 16', 'size = 24 x 16, wire_resistance = 20 ohm, driver_resistance = 200 ohm'),
    );
    const one = await tablesOf(wired, inputs, { workers: 1, technology: 'wasm' });
    expect(await tablesOf(wired, inputs, { workers: 2, shuffle: 3, technology: 'plain' })).toEqual(one);
    expect(one.trials).not.toBe(tables.trials);
  });

  it('hold the same rows of an experiment that runs alone', async () => {
    const alone = await tablesOf(plan, inputs, { workers: 1, experiments: ['second'] });
    expect(trialsOf(alone.trials, 'second', 0)).toEqual(trialsOf(tables.trials, 'second', 0));
    expect(trialsOf(alone.trials, 'first', 0)).toEqual([]);
  });

  it('are of the plan alone: the same text gives the same plan, another seed other chips', async () => {
    expect(planOf(text)).toEqual(plan);
    const other = await tablesOf(planOf(text.replace('seed   = 3', 'seed   = 5')), inputs, { workers: 1 });
    expect(trialsOf(other.trials, 'first', 2)).not.toEqual(trialsOf(tables.trials, 'first', 2));
    expect(trialsOf(other.trials, 'second', 0)).toEqual(trialsOf(tables.trials, 'second', 0));
  });
});

describe('chip 17', () => {
  const many = text.replace('trials = 5', 'trials = 18');

  it('is the same chip at every point', async () => {
    const of = planOf(many);
    const [one, other] = await Promise.all([2, 4].map((point) => cellsOf(of, { point, trials: 18 })));
    expect(one![17]).toEqual(other![17]);
    expect(one![17]).not.toEqual(one![16]);
    expect(trialsOf(tables.trials, 'first', 2)).toEqual(trialsOf(tables.trials, 'first', 4));
  });

  it('has the same draws at points of other spread', async () => {
    const of = planOf(
      many.replace('[0 % of target, 10 % of target, 10', '[0 % of target, 5 % of target, 10'),
    );
    const [none, five, ten] = await Promise.all([0, 2, 4].map((point) => cellsOf(of, { point, trials: 18 })));
    const drawn = none![17]!.map((target, cell) => (five![17]![cell]! - target) / target);
    const cells = drawn
      .map((_, cell) => cell)
      .filter((cell) => ten![17]![cell]! > 0 && five![17]![cell]! > 0);
    expect(cells.length).toBeGreaterThan(900);
    for (const cell of cells) {
      const target = none![17]![cell]!;
      expect((ten![17]![cell]! - target) / target).toBeCloseTo(2 * drawn[cell]!, 5);
    }
  });

  it('is the same chip for each of the repeats', async () => {
    const [one, other] = await Promise.all([0, 1].map((repeat) => cellsOf(plan, { point: 2, repeat })));
    const [target, otherTarget] = await Promise.all(
      [0, 1].map((repeat) => cellsOf(plan, { point: 0, repeat })),
    );
    expect(target![1]).not.toEqual(otherTarget![1]);
    one![1]!.forEach((value, cell) => {
      if (value === 0 || other![1]![cell] === 0) return;
      expect(value / target![1]![cell]!).toBeCloseTo(other![1]![cell]! / otherTarget![1]![cell]!, 5);
    });
  });

  it('is another at each point where the experiment says seed_per_point', async () => {
    const of = planOf(text.replace('seed   = 3', 'seed   = 3\n  seed_per_point = yes'));
    const [one, other] = await Promise.all([2, 4].map((point) => cellsOf(of, { point })));
    expect(one![1]).not.toEqual(other![1]);
    const own = await tablesOf(of, inputs, { workers: 2, shuffle: 1 });
    expect(trialsOf(own.trials, 'first', 2)).not.toEqual(trialsOf(own.trials, 'first', 4));
    expect(await tablesOf(of, inputs, { workers: 1 })).toEqual(own);
  });
});

describe('cells', () => {
  it.each([
    ['another size', 'size = 50 x 30'],
    ['another partition', 'size = 24 x 16, partition = fill'],
    ['fewer rows at a time', 'size = 24 x 16, active_rows = 8'],
  ])('are not drawn again by arrays of %s', async (_, array) => {
    const other = planOf(text.replace('size = 24 x 16', array));
    for (const layer of ['edges', 'hidden', 'answer'])
      expect(await cellsOf(other, { point: 2 }, layer)).toEqual(await cellsOf(plan, { point: 2 }, layer));
    const [mine, theirs] = [plan, other].map((of) => Object.keys(of.mappings));
    expect(mine).not.toEqual(theirs);
  });

  it('are not drawn again where a layer before them is kept digital', async () => {
    const other = planOf(text.replace('seed   = 3', 'seed   = 3\n  keep_digital = [edges]'));
    expect(await cellsOf(other, { point: 2 })).toEqual(await cellsOf(plan, { point: 2 }));
    await expect(cellsOf(other, { point: 2 }, 'edges')).rejects.toThrow();
  });

  it('are the same where the schemes come in another order', async () => {
    const other = planOf(
      text.replace('[differential_pair, digital_offset]', '[digital_offset, differential_pair]'),
    );
    for (const [here, there] of [
      [2, 3],
      [3, 2],
    ] as const)
      expect(await cellsOf(other, { point: there })).toEqual(await cellsOf(plan, { point: here }));
    expect(await cellsOf(other, { point: 2 })).not.toEqual(await cellsOf(plan, { point: 2 }));
  });

  it('are the same in a converter of other resolution', async () => {
    const other = planOf(text.replace('bits = 7', 'bits = 4'));
    expect(await cellsOf(other, { point: 2 })).toEqual(await cellsOf(plan, { point: 2 }));
  });
});
