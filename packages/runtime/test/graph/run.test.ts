import { loadKernels, type Technology } from '@kirchhoff/kernels';
import type { PlanNode } from '@kirchhoff/plan';
import { RunFailure } from '../../src/failure.js';
import { logitNodes, runNodes } from '../../src/graph/run.js';
import { softwareNetwork } from '../../src/graph/software.js';
import { drawn, planOf, weightsOf } from '../study.js';
import { naiveNetwork } from './naive.js';

const networkOf = (layers: string) =>
  Object.values(
    planOf((text) => text.replace(/layers \{[\s\S]*?\n {2}\}\n\}/, `layers {\n${layers}\n}\n}`)).networks,
  )[0]!;

const networks: readonly (readonly [string, string])[] = [
  ['dense layers', 'flatten\ndense(20, sigmoid)\ndense(15, leaky_relu)\ndense(10, softmax)'],
  [
    'convolutions',
    'conv(6, 5 x 3, relu6, stride = 2)\nconv(8, 3 x 3, hard_swish, padding = same, groups = 2)\nconv(4, 3 x 3, dilation = 2)\nflatten\ndense(10, softmax)',
  ],
  [
    'windows that hang over',
    'max_pool(3 x 3, stride = 2, padding = same)\npad(1 x 2)\naverage_pool(3 x 2, stride = 2, padding = 1)\nflatten\ndense(10)',
  ],
  [
    'shortcuts',
    'conv(4, 4 x 4, stride = 4)\nresidual { conv(4, 3 x 3, padding = same), relu, conv(4, 3 x 3, padding = same) }\nresidual { conv(8, 2 x 2, stride = 2, padding = same), shortcut { conv(8, 1 x 1, stride = 2) } }\ntanh\ndropout(0.5)\nglobal_average_pool\ndense(10, softmax)',
  ],
];
const images = 3;
const batch = drawn('images', images * 784).map((value) => value / 2);

describe.each(['plain', 'wasm'] as Technology[])('the graph on the kernels %s', (technology) => {
  it.each(networks)('computes %s as a naive network does', async (_, layers) => {
    const kernels = await loadKernels(technology);
    const { nodes } = networkOf(layers);
    const weights = weightsOf({ nodes, source: null, weights: null });
    const software = softwareNetwork(kernels, weights);
    const found = runNodes(nodes, batch, images, software.layer);
    software.release();
    for (let image = 0; image < images; image++) {
      const expected = naiveNetwork(nodes, [...batch.subarray(image * 784, (image + 1) * 784)], weights);
      const scale = Math.max(...expected.map(Math.abs));
      expected.forEach((value, at) => {
        const difference = Math.abs(found[image * expected.length + at]! - value);
        expect(difference).toBeLessThan(2e-5 * scale);
      });
    }
  });
});

describe('a run of nodes', () => {
  const { nodes } = networkOf(networks[3]![1]);
  const weights = weightsOf({ nodes, source: null, weights: null });

  it('gives the same bits for images alone and together', async () => {
    const { layer } = softwareNetwork(await loadKernels('plain'), weights);
    const together = runNodes(nodes, batch, images, layer);
    for (let image = 0; image < images; image++) {
      const alone = runNodes(nodes, batch.subarray(image * 784, (image + 1) * 784), 1, layer);
      expect([...alone]).toEqual([...together.subarray(image * 10, (image + 1) * 10)]);
    }
  });

  it('leaves a softmax at the end out of the logits, and nothing else', () => {
    expect(logitNodes({ nodes, source: null, weights: null })).toEqual(nodes.slice(0, -1));
    const without = nodes.slice(0, -1);
    expect(logitNodes({ nodes: without, source: null, weights: null })).toBe(without);
  });

  it('meets every dense and conv node with its input', async () => {
    const { layer } = softwareNetwork(await loadKernels('plain'), weights);
    const met: [string, number, readonly number[]][] = [];
    runNodes(nodes, batch, images, (node, input, count, shape) => {
      met.push([node.name, input.length / count, shape]);
      return layer(node, input, count, shape);
    });
    expect(met.map(([, size, shape]) => size === shape.reduce((a, b) => a * b, 1))).toEqual(
      Array(6).fill(true),
    );
    expect(met.map(([name]) => name)).toEqual(
      nodes.filter(({ op }) => op === 'dense' || op === 'conv').map(({ name }) => name),
    );
  });

  it('takes a layer that gives a wrong shape for a bug', () => {
    expect(() => runNodes(nodes, batch, images, () => new Float32Array(5))).toThrow(/wrong shape/);
  });

  it.each([
    [
      'dense_1.weights',
      { shape: [10, 8], data: new Float32Array(80) },
      /should be \[8 x 10\], but is \[10 x 8\]/,
    ],
    ['dense_1.bias', undefined, /hold no dense_1.bias \[10\]/],
  ])('fails where %s does not fit', async (name, array, message) => {
    const last = nodes.findLast((node): node is Extract<PlanNode, { op: 'dense' }> => node.op === 'dense')!;
    const own = name.replace('dense_1', last.name);
    const rest = Object.fromEntries(Object.entries(weights).filter(([other]) => other !== own));
    const changed = array === undefined ? rest : { ...rest, [own]: array };
    const { layer } = softwareNetwork(await loadKernels('plain'), changed);
    const run = (): unknown => runNodes(nodes, batch, images, layer);
    expect(run).toThrow(RunFailure);
    expect(run).toThrow(message);
  });
});
