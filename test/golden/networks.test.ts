import { compile, cost } from '@kirchhoff/compiler';
import { diagnose } from '@kirchhoff/language';
import type { Plan } from '@kirchhoff/plan';
import { host } from './host.js';
import { examples } from './samples.js';

const many = (count: number, value: string): string[] => Array<string>(count).fill(value);

/** Row tiles x column tiles of one group on arrays of 128 x 128 with two cells to a weight, layer by layer; groups in front. */
const tiles: Readonly<Record<string, readonly string[]>> = {
  mlp: ['7x4', '2x2', '1x1'],
  lenet5: ['1x1', '2x1', '4x2', '1x2', '1x1'],
  vgg8: ['1x2', '9x2', '9x4', '18x4', '18x8', '36x8', '64x16', '8x1'],
  resnet8: ['1x1', '2x1', '2x1', '2x1', '3x1', '1x1', '3x1', '5x1', '1x1', '1x1'],
  resnet20: [
    '1x1',
    ...many(6, '2x1'),
    ...['2x1', '3x1', '1x1'],
    ...many(4, '3x1'),
    ...['3x1', '5x1', '1x1'],
    ...many(4, '5x1'),
    '1x1',
  ],
  'ds-cnn': ['1x1', ...many(4, '64 x 1x1,1x1').flatMap((pair) => pair.split(',')), '1x1'],
};

/** Weights and biases of the layers as published; ResNet-8's 78,666 hold four for each of 240 normalised channels. */
const parameters: Readonly<Record<string, number>> = {
  mlp: 784 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10,
  lenet5: 61_706,
  resnet8: 78_666 - 4 * 240,
};

const planOf = (name: string): Plan => {
  const { uri, text } = examples.find(({ uri: path }) => path.endsWith(`networks/${name}.kir`))!;
  return compile(diagnose({ uri, text }, host).study, host).plan!;
};

it.each(Object.entries(tiles))('%s has its tiles on arrays of 128 x 128', (name, expected) => {
  const [experiment] = cost(planOf(name)).experiments;
  const found = experiment!.layers.map(
    ({ groups, tiles: [rows, columns] }) => `${groups > 1 ? `${groups} x ` : ''}${rows}x${columns}`,
  );
  expect(found).toEqual(expected);
  const arrays = expected.map((each) => each.split(/ ?x ?/).reduce((product, part) => product * Number(part), 1));
  expect(experiment!.arrays).toBe(arrays.reduce((a, b) => a + b, 0));
});

it.each(Object.entries(parameters))('%s has its known number of parameters', (name, expected) => {
  const [network] = Object.values(planOf(name).networks);
  const counts = network!.nodes.map((node) => {
    if (node.op === 'dense') return (node.inputSize + 1) * node.outputSize;
    if (node.op !== 'conv') return 0;
    return ((node.inputChannels / node.groups) * node.size[0] * node.size[1] + 1) * node.outputChannels;
  });
  expect(counts.reduce((a, b) => a + b, 0)).toBe(expected);
});
