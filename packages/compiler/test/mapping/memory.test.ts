import type { PlanNode } from '@kirchhoff/plan';
import { memoryOf, valuesPerImage } from '../../src/mapping/memory.js';
import { chipOf, layersOf, planOf, textOf } from '../study.js';

const mebibyte = 2 ** 20;
const nodesOf = (layers: string) => Object.values(planOf(textOf({ layers })).networks)[0]!.nodes;

describe('values alive for one image', () => {
  it('are the inputs, the driven inputs and the outputs of the widest layer', () => {
    // The flattened image is alive while one is computed, the image itself only until it is flattened.
    expect(valuesPerImage(nodesOf('flatten\none: dense(100, relu)\ntwo: dense(10)'))).toBe(784 + 784 + 100);
  });

  it('count no patches of a convolution, which pass in pieces', () => {
    // The dense layer's inputs, their driven copy and its outputs: more than at the convolution.
    expect(valuesPerImage(nodesOf('conv(4, 3 x 3)\nflatten\ndense(10)'))).toBe(2 * 26 * 26 * 4 + 10);
  });

  it('count what waits for the end of a shortcut', () => {
    const node = (name: string, inputs: string[], shape: number[], op: 'relu' | 'add' | 'input') =>
      ({ name, inputs, shape, op }) as PlanNode;
    const chain = [
      node('input', [], [50], 'input'),
      node('a', ['input'], [50], 'relu'),
      node('b', ['a'], [50], 'relu'),
    ];
    expect(valuesPerImage(chain)).toBe(2 * 50);
    expect(valuesPerImage([...chain, node('sum', ['b', 'input'], [50], 'add')])).toBe(3 * 50);
  });
});

describe('memory of a worker', () => {
  it('is that of an idle one, its cells, its weights and the activations of two passes', () => {
    const plan = planOf(textOf({}));
    const [mapping] = Object.values(plan.mappings);
    const weights = 784 * 100 + 100 * 10;
    const perImage = 4 * (784 + 784 + 100);
    const images = Math.floor((4 * mebibyte) / perImage);
    expect(mapping!.imagesPerTask).toBe(images);
    expect(mapping!.bytesPerWorker).toBe(
      48 * mebibyte + 8 * 2 * weights + 8 * weights + 2 * images * perImage,
    );
  });

  it('counts effective conductances, and the largest array while its wires are solved', () => {
    const of = (chip: string): number => Object.values(planOf(textOf({ chip })).mappings)[0]!.bytesPerWorker;
    const ideal = of('array { size = 128 x 64 }');
    // 784 inputs on 7 x 112 word lines, 100 pairs on 4 x 50 bit lines; every cell once more.
    const solved = 8 * (4 * 112 * 50 + 50 * 50);
    const cells = 2 * (784 * 100 + 100 * 10);
    for (const wire of ['wire_resistance', 'driver_resistance', 'sense_resistance'])
      expect(of(`array { size = 128 x 64, ${wire} = 2 ohm }`) - ideal).toBe(4 * cells + solved);
  });

  it('counts variances of read noise, codes of bent converters, and a row of biases', () => {
    const of = (chip: string): number => Object.values(planOf(textOf({ chip })).mappings)[0]!.bytesPerWorker;
    const ideal = of('');
    const cells = 2 * (784 * 100 + 100 * 10);
    expect(of('device { read_noise = normal(sigma = 1 % of range) }') - ideal).toBe(8 * cells);
    // Pairs of 8 bits on 128 word lines: 7 row tiles of 100 outputs, 1 of 10.
    const converters = 7 * 100 + 10;
    for (const error of ['inl', 'dnl'])
      expect(of(`adc { ${error} = 0.5 LSB }`) - ideal).toBe(4 * 256 * converters);
    expect(of('weights { bias = row }') - ideal).toBe(8 * 2 * 110);
  });

  it('has fewer images in a pass where they are large', () => {
    const layers =
      'conv(64, 3 x 3, padding = same)\nconv(64, 3 x 3, padding = same)\nglobal_average_pool\ndense(10)';
    const plan = planOf(textOf({ layers }));
    const perImage = 4 * (64 * 784 + 64 * 784 + 64 * 784);
    const [mapping] = Object.values(plan.mappings);
    expect(mapping!.imagesPerTask).toBe(Math.floor((4 * mebibyte) / perImage));
  });

  it('has more images in a pass where a plane of weights is larger than it', () => {
    const plan = planOf(textOf({ layers: 'flatten\ndense(2000, relu)\ndense(10)' }));
    const perImage = 4 * (2000 + 2000 + 10);
    const [mapping] = Object.values(plan.mappings);
    expect(mapping!.imagesPerTask).toBe(Math.floor((4 * 784 * 2000) / perImage));
  });

  it('holds one image at least, however large it is', () => {
    const plan = planOf(textOf({}));
    const [network] = Object.values(plan.networks);
    const nodes = network!.nodes.map((node) => ({ ...node, shape: [2e6] }));
    const { imagesPerTask, bytesPerWorker } = memoryOf({ ...network!, nodes }, layersOf(plan), chipOf(plan));
    expect(imagesPerTask).toBe(1);
    expect(bytesPerWorker).toBeGreaterThan(2 * 4 * 3 * 2e6);
  });

  it('follows the cells, whatever they take', () => {
    const plan = planOf(textOf({}));
    const [network] = Object.values(plan.networks);
    const wide = { ...layersOf(plan)[0]!, inputs: 1e6, outputs: 1e4 };
    expect(memoryOf(network!, [wide], chipOf(plan)).bytesPerWorker).toBeGreaterThan(8 * 2e10);
  });
});
