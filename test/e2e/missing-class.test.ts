import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpz, writeNpy, writeNpz } from '@kirchhoff/formats';
import { kir, scratch, write } from './kir.js';

const cwd = scratch();
const OUTPUTS = 5;
/** No image is of the last two classes; every fourth is labelled as the class after its own. */
const LABELS = Int32Array.from({ length: 24 }, (_, image) => (image % 2) + (image % 4 === 3 ? 1 : 0));
const classOf = (image: number): number => image % 2;

const study = `
data own {
  train { images = npy("images.npy"), labels = npy("labels.npy") }
  test  { images = npy("images.npy"), labels = npy("labels.npy") }
  normalise = none
}
network one {
  input = ${OUTPUTS} x 1 x 1
  layers { flatten, layer: dense(${OUTPUTS}) }
  weights = npz("weights.npz")
}
network fresh { input = ${OUTPUTS} x 1 x 1, layers { flatten, layer: dense(${OUTPUTS}) } }
train short { network = fresh, data = own, epochs = 1 }
chip pilot { device { on_state = 100 uS, on_off_ratio = 10 }, adc = ideal }
experiment given { network = one, data = own, chip = pilot, trials = 2 }
experiment trained { train = short, chip = pilot, trials = 2 }
`;

beforeAll(() => {
  const images = LABELS.length;
  const pixels = Float32Array.from({ length: images * OUTPUTS }, (_, at) =>
    at % OUTPUTS === classOf(Math.floor(at / OUTPUTS)) ? 1 : 0,
  );
  write(cwd, 'images.npy', writeNpy({ shape: [images, OUTPUTS, 1], data: pixels }));
  write(cwd, 'labels.npy', writeNpy({ shape: [images], data: LABELS }));
  const identity = Float32Array.from({ length: OUTPUTS ** 2 }, (_, at) => (at % (OUTPUTS + 1) === 0 ? 1 : 0));
  write(
    cwd,
    'weights.npz',
    writeNpz([
      ['layer.weights', { shape: [OUTPUTS, OUTPUTS], data: identity }],
      ['layer.bias', { shape: [OUTPUTS], data: new Float32Array(OUTPUTS) }],
    ]),
  );
  write(cwd, 'study.kir', study);
});

it('counts images by the outputs of the network where the labels leave out the last classes', () => {
  const { status, stdout, stderr } = kir(['run', 'study.kir', '--json'], { cwd });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  const { summary } = JSON.parse(stdout) as { summary: Record<string, number>[] };
  expect(summary[0]).toMatchObject({ software_accuracy: 0.75, 'mean(accuracy)': 0.75 });
  expect(summary).toHaveLength(2);
});

it('probes such a network', () => {
  const { status, stderr } = kir(['probe', 'study.kir', 'given', '--out', 'o.npz'], { cwd });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  const outputs = readNpz(readFileSync(join(cwd, 'o.npz'))).get('outputs')!;
  expect(outputs.shape).toEqual([1, LABELS.length, OUTPUTS]);
  const row = (image: number): number[] => [
    ...(outputs.data as Float32Array).subarray(image * OUTPUTS, (image + 1) * OUTPUTS),
  ];
  LABELS.forEach((_, image) => expect(row(image).indexOf(Math.max(...row(image)))).toBe(classOf(image)));
});
