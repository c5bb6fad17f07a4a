import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpz, writeNpy, writeNpz } from '@kirchhoff/formats';
import { expectReport, kir, scratch, write } from './kir.js';

const cwd = scratch();
const [side, classes, count] = [4, 3, 24];
const inputs = side * side;
const value = (at: number): number => ((at * 7919) % 101) / 100;
const floats = (length: number, of: (at: number) => number) =>
  Float32Array.from({ length }, (_, at) => of(at));
const weights = floats(inputs * classes, (at) => value(at + 3) - 0.5);
weights[5] = 1;
/** The second bias is beyond the largest weight times the largest input, 1 x 1. */
const bias = Float32Array.of(0.25, -1.5, 0.5);
const images = floats(count * inputs, value);
images[0] = 1;

const text = (chip: string): string => `
data own {
  train { images = npy("images.npy"), labels = npy("labels.npy") }
  test  { images = npy("images.npy"), labels = npy("labels.npy") }
  normalise = none
}
network one {
  input = ${side} x ${side} x 1
  layers { flatten, layer: dense(${classes}) }
  weights = npz("weights.npz")
}
chip pilot from standard.rram_chip {
  ${chip}
}
experiment study { network = one, data = own, chip = pilot, trials = 4 }
`;

const exact = `
  device { on_state = 100 uS, on_off_ratio = 10, programming_variation = normal(sigma = 0 % of target) }
  adc = ideal
  inputs { bits = none }
  weights { bias = row }`;
const noisy = `
  device { read_noise = normal(sigma = 2 % of range) }
  adc { bits = 6, gain_error = 2 %, offset_error = 0.5 LSB, inl = 1 LSB, dnl = 0.5 LSB, noise = 0.5 LSB }
  array { size = 9 x 16, active_rows = 4, partition = fill }
  inputs { bits = 6, encoding = bit_serial, slice_bits = 2 }
  weights { scheme = reference_column, subtract = digital, columns = 2, bias = row }`;

beforeAll(() => {
  write(cwd, 'images.npy', writeNpy({ shape: [count, side, side], data: images }));
  const labels = Int32Array.from({ length: count }, (_, at) => at % classes);
  write(cwd, 'labels.npy', writeNpy({ shape: [count], data: labels }));
  const arrays = [
    ['layer.weights', { shape: [inputs, classes], data: weights }],
    ['layer.bias', { shape: [classes], data: bias }],
  ] as const;
  write(cwd, 'weights.npz', writeNpz(arrays));
  write(cwd, 'exact.kir', text(exact));
  write(cwd, 'noisy.kir', text(noisy));
});

describe('reading from the outside', () => {
  it('a bias on the arrays is clipped with a warning, and its cells are written', () => {
    const probe = (what: string) =>
      kir(
        [
          'probe',
          'exact.kir',
          '--what',
          what,
          '--trials',
          '1',
          '--out',
          what === 'weights' ? 'effective.npz' : `${what}.npz`,
        ],
        { cwd },
      );
    const outcome = probe('outputs');
    expect(outcome.status).toBe(0);
    expect(outcome.stderr).toContain('warning: 1 of 3 biases of layer are larger than');
    const { data } = readNpz(readFileSync(join(cwd, 'outputs.npz'))).get('outputs')!;
    const held = [0.25, -1, 0.5];
    for (let image = 0; image < count; image++)
      for (let n = 0; n < classes; n++) {
        let sum = held[n];
        for (let k = 0; k < inputs; k++) sum += images[image * inputs + k] * weights[k * classes + n];
        expect(Math.abs(Number(data[image * classes + n]) - sum)).toBeLessThan(1e-5);
      }
    expect(probe('weights').status).toBe(0);
    const effective = readNpz(readFileSync(join(cwd, 'effective.npz'))).get('layer.weights');
    expect(effective?.shape).toEqual([1, inputs + 1, classes]);
  });

  it('a run tells clipped biases once, again when it knows all chips from its store, and its files do not depend on the workers', () => {
    const run = (workers: number) =>
      kir(
        [
          'run',
          'noisy.kir',
          '--workers',
          `${workers}`,
          '--out',
          `out${workers}`,
          '--store',
          `store${workers}`,
        ],
        { cwd },
      );
    const [one, two, again] = [run(1), run(2), run(1)];
    for (const outcome of [one, two, again]) {
      expect(outcome.status).toBe(0);
      expectReport(outcome);
      expect(outcome.stderr.match(/biases of layer/g)).toHaveLength(1);
    }
    const rows = (folder: string) => readFileSync(join(cwd, folder, 'trials.csv'), 'utf8');
    expect(rows('out2')).toBe(rows('out1'));
    expect(new Set(rows('out1').split('\n').slice(1, 5)).size).toBe(4);
  });

  it('settings that contradict each other are told on the text', () => {
    write(cwd, 'wide.kir', text('adc { bits = 13, inl = 1 LSB }'));
    const wide = kir(['plan', 'wide.kir'], { cwd });
    expect(wide.status).toBe(1);
    expectReport(wide);
    expect(wide.stdout + wide.stderr).toContain('at most 12 bits');
    const law = 'one_over_f(scale = 100 uS, q = 0.01, power = 0.5, limit = 0.2, t_read = 1 us)';
    write(cwd, 'timeless.kir', text(`device { read_noise = ${law} }`));
    const timeless = kir(['plan', 'timeless.kir'], { cwd });
    expect(timeless.status).toBe(1);
    expect(timeless.stdout + timeless.stderr).toContain('drift does not say the time');
  });
});
