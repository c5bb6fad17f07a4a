import type { PlanNode } from '@kirchhoff/plan';
import { graphOf, hostOf, planOf, problemsOf, textOf } from '../study.js';

const nodesOf = (layers: string): readonly PlanNode[] =>
  Object.values(planOf(textOf({ layers: `${layers}\nflatten\nlast: dense(10)` })).networks)[0]!.nodes.slice(
    1,
    -2,
  );
const problems = (layers: string) => problemsOf(textOf({ layers }));

describe('the nodes of a written network', () => {
  it('stand in order, activations by themselves, analog layers counted', () => {
    const { nodes } = Object.values(planOf(textOf({})).networks)[0]!;
    expect(nodes.map(({ name, op, inputs }) => [name, op, ...inputs])).toEqual([
      ['input', 'input'],
      ['flatten_1', 'flatten', 'input'],
      ['one', 'dense', 'flatten_1'],
      ['one.relu', 'relu', 'one'],
      ['two', 'dense', 'one.relu'],
      ['two.softmax', 'softmax', 'two'],
    ]);
    expect(nodes.flatMap((node) => ('ordinal' in node ? node.ordinal : []))).toEqual([0, 1]);
  });

  it.each([
    ['conv(4, 3 x 3)', [26, 26, 4], [0, 0, 0, 0]],
    ['conv(4, 3 x 3, padding = same)', [28, 28, 4], [1, 1, 1, 1]],
    ['conv(4, 4 x 4, padding = same)', [28, 28, 4], [1, 2, 1, 2]],
    ['conv(4, 3 x 3, padding = same, stride = 2)', [14, 14, 4], [0, 1, 0, 1]],
    ['conv(4, 3 x 3, padding = 1, stride = 2)', [14, 14, 4], [1, 1, 1, 1]],
    ['conv(4, 5 x 3, stride = 3)', [8, 9, 4], [0, 0, 0, 0]],
    ['conv(4, 3 x 3, dilation = 2)', [24, 24, 4], [0, 0, 0, 0]],
    ['conv(4, 3 x 3, dilation = 2, padding = same)', [28, 28, 4], [2, 2, 2, 2]],
    ['depthwise_conv(3 x 3, multiplier = 3)', [26, 26, 3], [0, 0, 0, 0]],
    ['max_pool(2 x 2)', [14, 14, 1], [0, 0, 0, 0]],
    ['max_pool(3 x 3, stride = 2)', [13, 13, 1], [0, 0, 0, 0]],
    ['average_pool(3 x 3, stride = 2, padding = same)', [14, 14, 1], [0, 1, 0, 1]],
    ['pad(2 x 3)', [32, 34, 1], [2, 2, 3, 3]],
  ] as const)('%s gives %j', (layer, shape, padding) => {
    expect(nodesOf(layer)[0]).toMatchObject({ shape, padding });
  });

  it('repeat layers under names of their own', () => {
    expect(nodesOf('repeat(3) { a: conv(2, 1 x 1), relu }').map(({ name }) => name)).toEqual([
      'a',
      'relu_1',
      'a_2',
      'relu_1_2',
      'a_3',
      'relu_1_3',
    ]);
  });

  it('add a shortcut, or what it starts from', () => {
    const plain = nodesOf('stem: conv(2, 1 x 1)\nresidual { inner: conv(2, 3 x 3, padding = same) }');
    expect(plain.at(-1)).toMatchObject({ op: 'add', inputs: ['inner', 'stem'], shape: [28, 28, 2] });
    const beside = nodesOf(
      'residual { inner: conv(2, 2 x 2, stride = 2), shortcut { side: conv(2, 1 x 1, stride = 2) } }',
    );
    expect(beside.at(-1)).toMatchObject({ op: 'add', inputs: ['inner', 'side'], shape: [14, 14, 2] });
  });
});

describe('faults of shape', () => {
  it.each([
    ['dense(10)', { code: 'K503', expected: 'a list of values', fix: 'flatten' }],
    [
      'flatten\nconv(4, 3 x 3)\nflatten\ndense(10)',
      { code: 'K503', expected: 'an image', found: '784 values' },
    ],
    ['flatten\nglobal_average_pool\ndense(10)', { code: 'K503', expected: 'an image' }],
    ['flatten\npad(1)\ndense(10)', { code: 'K503', expected: 'an image' }],
    [
      'conv(4, 29 x 3)\nflatten\ndense(10)',
      { code: 'K503', found: 'larger than 28 x 28 x 1', fix: 'padding = same' },
    ],
    ['max_pool(29 x 29)\nflatten\ndense(10)', { code: 'K503', found: 'larger than 28 x 28 x 1' }],
    [
      'max_pool(2 x 2, padding = 2)\nflatten\ndense(10)',
      { code: 'K503', expected: 'below its window of 2 x 2', found: '2' },
    ],
    [
      'conv(4, 3 x 3, groups = 2)\nflatten\ndense(10)',
      { code: 'K503', expected: 'a divisor of 1 and 4 channels' },
    ],
    [
      'residual { conv(4, 3 x 3, stride = 2) }\nflatten\ndense(10)',
      { code: 'K503', expected: '28 x 28 x 1 as its shortcut', found: '13 x 13 x 4' },
    ],
    [
      'residual { conv(4, 3 x 3, padding = same, stride = 2) }\nflatten\ndense(10)',
      { code: 'K503', fix: 'shortcut { conv(4, 1 x 1, stride = 2 x 2) }' },
    ],
    [
      'flatten\ndense(9)',
      { code: 'K503', expected: '10 values, one per class', found: '9', fix: 'dense(10, softmax)' },
    ],
    ['repeat(150) { repeat(50) { relu, tanh } }\nflatten\ndense(10)', { code: 'K505', limit: '10000 nodes' }],
    ['conv(9000, 1 x 1)\npad(400)\nflatten\ndense(10)', { code: 'K505', limit: '268435456 output values' }],
    [
      'flatten\ndense(2000000)\ndense(10)',
      { code: 'K505', limit: '1073741824 weights', found: '1568000000 weights' },
    ],
  ])('%j', (layers, expected) => {
    const found = problems(layers);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(expected);
  });

  it('between the network and the images', () => {
    const text = textOf({}).replace('28 x 28 x 1', '32 x 32 x 3');
    expect(problemsOf(text)).toMatchObject([
      { code: 'K503', found: '32 x 32 x 3', fix: 'input = 28 x 28 x 1' },
    ]);
  });

  it('in a network that nothing uses', () => {
    const before = 'network apart { input = 8 x 8 x 1\nlayers { dense(10) } }';
    expect(problemsOf(textOf({ before }))).toMatchObject([{ code: 'K503', expected: 'a list of values' }]);
  });
});

describe('weights of an experiment without training', () => {
  const experiment = 'network = kept\ndata = few\n';
  const layers = 'input = 28 x 28 x 1\nlayers {\nflatten\none: dense(10)\n}';
  const text = (network: string) =>
    textOf({ before: `network kept {\n${network}\n}`, experiment }).replace(/train = given/, '');
  const host = (weights: readonly number[]) =>
    hostOf({
      'w.npz': { kind: 'arrays', hash: '5', arrays: { 'one.weights': weights, 'one.bias': [10] } },
    });

  it('come from a file of the right shapes', () => {
    const plan = planOf(text(`${layers}\nweights = npz("w.npz")`), host([784, 10]));
    expect(plan.experiments[0]!.points[0]!.weights).toEqual({
      kind: 'file',
      file: { name: 'w.npz', hash: '5' },
    });
    expect(plan.trainings).toEqual({});
    expect(problemsOf(text(`${layers}\nweights = npz("w.npz")`), host([10, 784]))).toMatchObject([
      { code: 'K503', what: 'the array one.weights of w.npz', expected: '784 x 10', found: '10 x 784' },
    ]);
  });

  it('are those of the file that an imported network comes from', () => {
    const { nodes } = Object.values(planOf(textOf({})).networks)[0]!;
    const facts = hostOf({ 'net.onnx': { kind: 'network', hash: '6', graph: graphOf(nodes) } });
    const imported = textOf({ before: 'network kept { source = onnx("net.onnx") }', experiment });
    const plan = planOf(imported.replace(/train = given/, ''), facts);
    const [point] = plan.experiments[0]!.points;
    expect(plan.networks[point!.network]!.nodes).toEqual(nodes);
    expect(point!.weights).toEqual({ kind: 'file', file: { name: 'net.onnx', hash: '6' } });
  });
});
