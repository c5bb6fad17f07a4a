import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpz, writeNpy, writeNpz } from '@kirchhoff/formats';
import { kir, scratch, write } from './kir.js';
import { nodalMatrix } from './nodal.js';

const cwd = scratch();
const [INPUTS, OUTPUTS, IMAGES] = [12, 3, 2000];
const [ON, OFF] = [1e-4, 1e-5];
const RANGE = ON - OFF;
const value = (at: number): number => ((at * 7919) % 101) / 100;
const floats = (length: number, of: (at: number) => number) =>
  Float32Array.from({ length }, (_, at) => of(at));
const weights = floats(INPUTS * OUTPUTS, (at) => 2 * value(at + 3) - 1);
weights[0] = 1;
/** Every image is the same. */
const drives = floats(INPUTS, (at) => value(at + 11));

const study = (device: string, chip: string): string => `
data own {
  train { images = npy("images.npy"), labels = npy("labels.npy") }
  test  { images = npy("images.npy"), labels = npy("labels.npy") }
  normalise = none
}
network one {
  input = ${INPUTS} x 1 x 1
  layers { flatten, layer: dense(${OUTPUTS}) }
  weights = npz("weights.npz")
}
chip pilot {
  device {
    on_state = 100 uS
    on_off_ratio = 10
    programming_variation = normal(sigma = 3 uS)
    ${device}
  }
  inputs { bits = none, range = fixed(0, 1) }
  ${chip}
}
experiment study { network = one, data = own, chip = pilot, trials = 4 }
`;

/** Conductances [S] of the pairs, row by row: of output 0 the positive, the negative, of output 1 the positive, ... */
let cells: number[][];

beforeAll(() => {
  const pixels = floats(IMAGES * INPUTS, (at) => drives[at % INPUTS]!);
  write(cwd, 'images.npy', writeNpy({ shape: [IMAGES, INPUTS, 1], data: pixels }));
  const labels = Int32Array.from({ length: IMAGES }, (_, at) => at % OUTPUTS);
  write(cwd, 'labels.npy', writeNpy({ shape: [IMAGES], data: labels }));
  const arrays = [
    ['layer.weights', { shape: [INPUTS, OUTPUTS], data: weights }],
    ['layer.bias', { shape: [OUTPUTS], data: new Float32Array(OUTPUTS) }],
  ] as const;
  write(cwd, 'weights.npz', writeNpz(arrays));
  const planes = probe(study('', 'adc = ideal'), 'conductances', 'layer.conductances');
  const lines = 2 * OUTPUTS;
  cells = Array.from({ length: INPUTS }, (_, row) => [...planes.subarray(row * lines, (row + 1) * lines)]);
});

function probe(text: string, what: string, name: string): Float32Array {
  write(cwd, 'study.kir', text);
  const { status, stderr } = kir(['probe', 'study.kir', '--what', what, '--out', 'probed.npz'], { cwd });
  if (status !== 0) throw new Error(stderr);
  return readNpz(readFileSync(join(cwd, 'probed.npz'))).get(name)!.data as Float32Array;
}

/** Deviation over the images of every output of a chip. */
function deviations(outputs: Float32Array): number[] {
  return Array.from({ length: OUTPUTS }, (_, output) => {
    const own = outputs.filter((__, at) => at % OUTPUTS === output);
    const mean = own.reduce((sum, y) => sum + y, 0) / own.length;
    return Math.sqrt(own.reduce((sum, y) => sum + (y - mean) ** 2, 0) / own.length);
  });
}

it('weights and outputs seen through wires are those of the current law at every node', () => {
  const text = study(
    '',
    `adc = ideal
  array { size = 8 x 4, wire_resistance = 20 ohm, driver_resistance = 300 ohm, sense_resistance = 150 ohm }`,
  );
  const lines = { wire: 20, driver: 300, sense: 150 };
  // Rows 0 to 5 and 6 to 11, outputs 0 and 1, then output 2.
  const expected = cells.map(() => new Array<number>(OUTPUTS).fill(0));
  for (const first of [0, 6])
    for (const [output, count] of [
      [0, 2],
      [2, 1],
    ] as const) {
      const array = cells.slice(first, first + 6).map((row) => row.slice(2 * output, 2 * (output + count)));
      nodalMatrix(array, lines).forEach((row, at) => {
        for (let n = 0; n < count; n++)
          expected[first + at]![output + n] = (row[2 * n]! - row[2 * n + 1]!) / RANGE;
      });
    }
  const found = probe(text, 'weights', 'layer.weights');
  const ideal = cells.map((row) => [0, 1, 2].map((n) => (row[2 * n]! - row[2 * n + 1]!) / RANGE));
  const off = (of: readonly number[][]): number =>
    Math.max(...of.flat().map((w, at) => Math.abs(w - found[at]!)));
  expect(off(expected)).toBeLessThan(3e-7);
  expect(off(ideal)).toBeGreaterThan(0.05);
  const outputs = probe(text, 'outputs', 'outputs');
  for (let n = 0; n < OUTPUTS; n++) {
    const sum = drives.reduce((total, x, row) => total + x * expected[row]![n]!, 0);
    expect(Math.abs(outputs[n]! - sum)).toBeLessThan(2e-6);
  }
});

it.each<[string, (g: number) => number]>([
  ['normal(sigma = 4 % of target)', (g) => 0.04 * g],
  ['uniform(half_width = 2 uS)', () => 2e-6 / Math.sqrt(3)],
  ['lognormal(sigma = 0.2)', (g) => g * Math.exp(0.02) * Math.sqrt(Math.exp(0.04) - 1)],
])('read noise %s makes outputs vary over equal images as its cells say', (law, sigma) => {
  const text = study(`read_noise = ${law}`, 'adc = ideal');
  const found = deviations(probe(text, 'outputs', 'outputs'));
  found.forEach((deviation, n) => {
    const variance = cells.reduce(
      (sum, row, k) => sum + drives[k]! ** 2 * (sigma(row[2 * n]!) ** 2 + sigma(row[2 * n + 1]!) ** 2),
      0,
    );
    // Four standard errors of a deviation.
    const room = 4 / Math.sqrt(2 * IMAGES);
    expect(Math.abs((deviation * RANGE) / Math.sqrt(variance) - 1)).toBeLessThan(room);
  });
});
