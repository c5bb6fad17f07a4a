import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpz } from '@kirchhoff/formats';
import { kir, scratch, write } from './kir.js';
import { tiny } from './study.js';

const cwd = scratch();
const sweep = /sweep \{[^}]*\}/;
const study = tiny
  .replace(
    'array { size = 64 x 64 }',
    'array { size = 64 x 64, driver_resistance = 20 ohm, active_rows = 24 }',
  )
  .replace(sweep, 'sweep { chip.array.wire_resistance as wire = [0 ohm, 2 ohm, 40 ohm] }')
  .replace('trials = 4', 'trials = 2')
  .replace('epochs  = 3', 'epochs  = 12');
const sliced = study
  .replace(
    'active_rows = 24 }',
    'active_rows = 24 }\n  weights { scheme = reference_column, bits = 5, cell_bits = 2 }',
  )
  .replace('[0 ohm, 2 ohm, 40 ohm]', '[0.01 ohm, 40 ohm]');

beforeAll(() => {
  write(cwd, 'wires.kir', study);
  write(cwd, 'sliced.kir', sliced);
});

const probed = (what: string, point: number) => {
  const file = `${what}-${point}.npz`;
  const { status } = kir(
    ['probe', 'wires.kir', '--what', what, '--point', String(point), '--trials', '2', '--out', file],
    { cwd },
  );
  expect(status).toBe(0);
  return readNpz(readFileSync(join(cwd, file)));
};

/** Sum of |w| over some rows of the first chip. */
function size(
  { data, shape }: { data: ArrayLike<number>; shape: readonly number[] },
  rows: number[],
): number {
  const outputs = shape[2]!;
  let sum = 0;
  for (const row of rows)
    for (let output = 0; output < outputs; output++) sum += Math.abs(data[row * outputs + output]!);
  return sum;
}

describe('wires', () => {
  it('are announced by kir plan, with the time that one array takes', () => {
    const { status, stdout } = kir(['plan', 'wires.kir'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /wires of 84 arrays to solve, 14 on a chip, [\d.]+ M multiply-adds\n {2}about \d+ m?s for the largest array, \d+ m?s for all of them\n/,
    );
  });

  it('cost accuracy, and give the same bytes for one worker and two', () => {
    const run = (workers: string) => {
      const { status } = kir(['run', 'wires.kir', '--workers', workers, '--out', `out-${workers}`], { cwd });
      expect(status).toBe(0);
      return readFileSync(join(cwd, `out-${workers}`, 'summary.csv'), 'utf8');
    };
    const summary = run('1');
    expect(run('2')).toBe(summary);
    const trials = (workers: string) => readFileSync(join(cwd, `out-${workers}`, 'trials.csv'));
    expect(trials('2')).toEqual(trials('1'));
    const accuracies = summary
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[3]));
    expect(accuracies).toHaveLength(3);
    expect(accuracies[2]).toBeLessThan(accuracies[0]! - 0.03);
    expect(accuracies[1]).toBeGreaterThan(accuracies[2]!);
  });

  it('weaken the weights, most far from the sense ends, and leave the cells', () => {
    const points = [0, 2].map((point) => probed('weights', point).get('fc1.weights')!);
    const kept = (rows: number[]) => points.map((weights) => size(weights, rows) / size(points[0]!, rows));
    const [far, near] = [kept([0, 1, 2, 3]), kept([56, 57, 58, 59])];
    expect(far[1]).toBeLessThan(1);
    expect(near[1]).toBeGreaterThan(far[1]!);
    const cells = [0, 2].map((point) => probed('conductances', point).get('fc1.conductances')!.data);
    expect(cells[1]).toEqual(cells[0]);
  });

  it('give a report where cells below 0 S leave no steady state', () => {
    const active = tiny
      .replace('5 % of target)', '100 % of on_state)\n  clip = none')
      .replace('size = 64 x 64', 'size = 64 x 64, wire_resistance = 100 kohm')
      .replace(sweep, '');
    write(cwd, 'active.kir', active);
    const why = 'device.clip = none must be nonnegative or range: cells that add up to -';
    for (const command of [
      ['run', 'active.kir', '--out', 'active'],
      ['probe', 'active.kir', '--what', 'weights', '--trials', '1', '--out', 'active.npz'],
    ]) {
      const { status, stderr } = kir(command, { cwd });
      expect(status).toBe(2);
      expect(stderr).toMatch(new RegExp(`kir: the (run|probe) failed: ${why}`));
      expect(stderr).not.toMatch(/ at .*:\d+:\d+/);
    }
  });

  it('meet slices and reference columns', () => {
    const { status, stdout } = kir(['run', 'sliced.kir'], { cwd });
    expect(status).toBe(0);
    const means = [...stdout.matchAll(/^ +(?:0.01|40) ohm +2 +([\d.]+) /gm)].map(([, mean]) => Number(mean));
    expect(means).toHaveLength(2);
    expect(means[0]).toBeGreaterThan(means[1]! + 5);
  });
});
