import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpz } from '@kirchhoff/formats';
import { expectReport, kir, scratch, write } from './kir.js';
import { tiny } from './study.js';

const cwd = scratch();
const arrays = (name: string) => readNpz(readFileSync(join(cwd, name)));
const probe = (study: string, what: string, ...more: string[]) =>
  kir(['probe', study, '--what', what, '--out', `${what}.npz`, ...more], { cwd });

beforeAll(() => {
  write(cwd, 'tiny.kir', tiny);
  write(cwd, 'two.kir', `${tiny}\nexperiment second { train = quick, chip = pilot, trials = 2 }\n`);
  const reference = tiny.replace(
    'array { size = 64 x 64 }',
    'array { size = 64 x 64 }\n  weights { scheme = reference_column }',
  );
  write(cwd, 'reference.kir', reference);
});

describe('kir probe', () => {
  it('writes outputs of chips beside those of the software network', () => {
    const { status, stdout } = probe(
      'tiny.kir',
      'outputs',
      '--point',
      '3',
      '--trials',
      '3',
      '--images',
      '20',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('outputs.npz');
    const found = arrays('outputs.npz');
    expect(Object.fromEntries([...found].map(([name, { shape }]) => [name, shape]))).toEqual({
      outputs: [3, 20, 10],
      software_outputs: [20, 10],
      labels: [20],
    });
    const { data } = found.get('outputs')!;
    expect([...data.subarray(0, 200)]).not.toEqual([...data.subarray(200, 400)]);
    expect([...data].every(Number.isFinite)).toBe(true);
  });

  it('gives the chips of the run: as many right as trials.csv says', () => {
    expect(probe('tiny.kir', 'outputs', '--point', '1', '--trials', '4', '--images', '100').status).toBe(0);
    const { data, shape } = arrays('outputs.npz').get('outputs')!;
    const labels = arrays('outputs.npz').get('labels')!.data;
    expect(kir(['run', 'tiny.kir'], { cwd }).status).toBe(0);
    const rows = readFileSync(join(cwd, 'out/tiny/trials.csv'), 'utf8').split('\n').slice(5, 9);
    const classes = shape[2]!;
    const accuracies = rows.map((_, trial) => {
      let right = 0;
      for (let image = 0; image < 100; image++) {
        const first = (trial * 100 + image) * classes;
        const scores = [...data.subarray(first, first + classes)];
        if (scores.indexOf(Math.max(...scores)) === labels[image]) right++;
      }
      return right / 100;
    });
    expect(accuracies).toEqual(rows.map((row) => Number(row.split(',')[6])));
  });

  it('writes effective weights in units of W', () => {
    expect(probe('tiny.kir', 'weights', '--point', '0', '--trials', '2').status).toBe(0);
    const found = arrays('weights.npz');
    expect(found.get('fc1.weights')!.shape).toEqual([2, 784, 16]);
    expect(found.get('fc2.weights')!.shape).toEqual([2, 16, 10]);
    const { data } = found.get('fc2.weights')!;
    expect([...data.subarray(0, 160)]).toEqual([...data.subarray(160, 320)]);
  });

  it('writes conductances in siemens, and the reference columns', () => {
    expect(probe('tiny.kir', 'conductances', '--point', '0', '--trials', '1').status).toBe(0);
    const pair = arrays('conductances.npz').get('fc2.conductances')!;
    expect(pair.shape).toEqual([1, 16, 10, 2, 1, 1]);
    const values = [...pair.data];
    expect(Math.max(...values)).toBeCloseTo(100e-6, 9);
    expect(Math.min(...values)).toBeCloseTo(100e-6 / 3, 9);
    expect(probe('reference.kir', 'conductances', '--point', '0', '--trials', '1').status).toBe(0);
    const found = arrays('conductances.npz');
    expect(found.get('fc2.conductances')!.shape).toEqual([1, 16, 10, 1, 1, 1]);
    expect(found.has('fc2.reference')).toBe(true);
  });

  it('asks which experiment where there are several, and tells what does not exist', () => {
    const which = kir(['probe', 'two.kir', '--what', 'outputs', '--out', 'o.npz'], { cwd });
    expect(which.status).toBe(1);
    expectReport(which);
    expect(which.stderr).toContain('first');
    expect(which.stderr).toContain('second');
    expect(
      kir(
        [
          'probe',
          'two.kir',
          'second',
          '--what',
          'outputs',
          '--trials',
          '1',
          '--images',
          '5',
          '--out',
          'o.npz',
        ],
        { cwd },
      ).status,
    ).toBe(0);
    const beyond = probe('tiny.kir', 'outputs', '--point', '4');
    expect(beyond.status).toBe(1);
    expect(beyond.stderr).toContain('0 to 3');
    const unknown = kir(['probe', 'tiny.kir', 'third', '--what', 'outputs', '--out', 'o.npz'], { cwd });
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain('first');
  });
});
