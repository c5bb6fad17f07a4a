import { identify, type Plan, type PlanTableLaw } from '@kirchhoff/plan';
import { execute } from '../src/execute/execute.js';
import { type RunInputs, tableLaws, tableSource } from '../src/inputs.js';
import { probe } from '../src/probe.js';
import { sharedInputs } from '../src/shared.js';
import { inputsOf, planOf } from './study.js';

const siemens = 1e-6;
const law: PlanTableLaw = {
  kind: 'table',
  file: { name: 'cells.csv', hash: 'a'.repeat(64) },
  target: { heading: 'target', siemens },
  value: null,
  mean: { heading: 'mean', siemens },
  sigma: null,
  covers: null,
};

/** The plan with a measured table in place of every law. */
function measured({ chips, ...plan }: Plan, programming: PlanTableLaw): Plan {
  const changed = Object.entries(chips).map(([id, chip]) => [
    id,
    { ...chip, device: { ...chip.device, programming } },
  ]);
  return { ...plan, chips: Object.fromEntries(changed) };
}

const plan = measured(planOf(), law);
const columns = {
  target: Float64Array.of(2e-4, 0),
  mean: Float64Array.of(2.03e-4, 1e-6),
  value: null,
  sigma: null,
};
const inputs: RunInputs = { ...inputsOf(plan), tables: { [tableSource(law)]: columns } };
const asked = { experiment: 0, point: 0, trials: 1, images: 1, what: 'conductances' } as const;

describe('measured tables', () => {
  it('are those of the chips that are used, named after the content of the file and its columns', () => {
    expect(tableLaws(plan)).toEqual([law, law]);
    expect(tableLaws(planOf())).toEqual([]);
    const renamed = { ...law, file: { ...law.file, name: 'copy.csv' } };
    expect(tableSource(renamed)).toBe(tableSource(law));
    const others = [
      { ...law, file: { ...law.file, hash: 'b'.repeat(64) } },
      { ...law, mean: null, sigma: law.mean },
      { ...law, target: { heading: 'target', siemens: 1e-9 } },
    ];
    expect(new Set([law, ...others].map(tableSource)).size).toBe(4);
    expect(tableSource(law)).toBe(
      identify({ file: law.file.hash, target: law.target, value: null, mean: law.mean, sigma: null }),
    );
  });

  it('lie in shared memory', () => {
    const { tables } = sharedInputs(inputs);
    expect(tables).toEqual(inputs.tables);
    const { target, mean } = tables![tableSource(law)]!;
    expect([target, mean!].every(({ buffer }) => buffer instanceof SharedArrayBuffer)).toBe(true);
  });

  it('shift every cell by what was measured at its target', async () => {
    const [exact, found] = await Promise.all([planOf(), plan].map((of) => probe(of, inputs, asked)));
    const target = exact!['hidden.conductances']!.data;
    found!['hidden.conductances']!.data.forEach((value, cell) => {
      const t = target[cell]!;
      expect(Math.abs(value - (t + 1e-6 + 0.01 * t))).toBeLessThan(1e-11);
    });
  });

  it('give the same results from any workers and kernels', async () => {
    const runs = await Promise.all([
      execute(plan, inputs, { workers: 1 }),
      execute(plan, inputs, { workers: 2, technology: 'plain' }),
    ]);
    expect(runs[0]).toEqual(runs[1]);
  });

  it('that were not given are named', async () => {
    const without = { ...inputs, tables: {} };
    await expect(execute(plan, without, { workers: 1 })).rejects.toThrow('the table cells.csv was not given');
  });
});
