import { jest } from '@jest/globals';
import { type Kernels, loadKernels } from '@kirchhoff/kernels';
import { planOf } from '../study.js';
import { lossesOf } from './losses.js';

/** Kernels whose codings of inputs are counted, with or without activations in place of codes. */
function counted(kernels: Kernels, activations: boolean) {
  const quantise = jest.fn(kernels.pointwise.quantise);
  const pointwise = { ...kernels.pointwise, quantise };
  return { quantise, kernels: { ...kernels, pointwise, takes: { ...kernels.takes, activations } } };
}

const planFor = (chip: string) =>
  planOf((text) =>
    text
      .replace('chip pilot from standard.rram_chip { array { size = 16 x 16 } }', `chip pilot from ${chip}`)
      .replace('    max_pool(4 x 4)\n', '')
      .replace('trials = 4', 'trials = 1'),
  );

it.each([
  ['pairs: all but the images, which are coded once for all chips', 'inputs { bits = 8 }', 1],
  ['bit-serial inputs: those of one sign', 'inputs { encoding = bit_serial }', 2],
  [
    'a row of biases: none, since it is driven beside codes',
    'inputs { bits = 8 }\n weights { bias = row }',
    4,
  ],
  [
    'reference columns: none, since layers meet their codes twice',
    'inputs { bits = 8 }\n weights { scheme = reference_column, subtract = digital }',
    4,
  ],
  [
    'a digital offset: none, since layers sum their codes up',
    'inputs { bits = 8 }\n weights { scheme = digital_offset }',
    4,
  ],
])('layers code their inputs themselves where they can: %s', async (_, change, codings) => {
  const plan = planFor(`standard.rram_chip { array { size = 16 x 16 }\n ${change} }`);
  const wasm = await loadKernels('wasm');
  const [own, before] = [counted(wasm, true), counted(wasm, false)];
  expect(lossesOf(plan, own.kernels)).toBe(lossesOf(plan, before.kernels));
  expect(before.quantise).toHaveBeenCalledTimes(4);
  expect(own.quantise).toHaveBeenCalledTimes(codings);
});
