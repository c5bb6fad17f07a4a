import { arraysOf, type NamedArrays, type PlanNetwork, type PlanNode } from '@kirchhoff/plan';
import { fold, key, normals } from '@kirchhoff/random';
import type { Batch } from '../src/batch.js';
import { type Engine, loadEngine } from '../src/engine.js';
import { gradientOf } from '../src/gradient.js';
import { normalised } from './fixtures.js';

const count = 5;
const input: PlanNode = { op: 'input', name: 'input', inputs: [], shape: [7, 6, 4] };

interface Window {
  readonly size?: [number, number];
  readonly stride?: [number, number];
  readonly padding?: [number, number, number, number];
  readonly dilation?: [number, number];
}

/** Output size of a window along one axis. */
const places = (extent: number, size: number, stride: number, padded: number): number =>
  Math.floor((extent + padded - size) / stride) + 1;

function placed(window: Window): {
  readonly window: Required<Omit<Window, 'dilation'>>;
  readonly area: [number, number];
} {
  const { size = [3, 3], stride = [1, 1], padding = [0, 0, 0, 0], dilation = [1, 1] } = window;
  const reach = (axis: 0 | 1): number => (size[axis] - 1) * dilation[axis] + 1;
  const area: [number, number] = [
    places(7, reach(0), stride[0], padding[0] + padding[1]),
    places(6, reach(1), stride[1], padding[2] + padding[3]),
  ];
  return { window: { size, stride, padding }, area };
}

/** input, an operation on its 7 x 6 x 4 values, a batch normalisation, and a dense layer. */
function around(...nodes: PlanNode[]): PlanNetwork {
  const last = nodes.at(-1)!;
  const size = last.shape.reduce((a, b) => a * b, 1);
  const channels = last.shape;
  return {
    nodes: [
      input,
      {
        op: 'conv',
        name: 'c0',
        inputs: ['input'],
        shape: [7, 6, 4],
        ordinal: 0,
        ...convolution(4, 1),
        ...same,
      },
      ...nodes,
      {
        op: 'batch_norm',
        name: 'bn',
        inputs: [last.name],
        shape: [...channels],
        epsilon: 1e-3,
        momentum: 0.9,
        into: null,
      },
      { op: 'flatten', name: 'flat', inputs: ['bn'], shape: [size] },
      { op: 'dense', name: 'fc', inputs: ['flat'], shape: [3], ordinal: 9, inputSize: size, outputSize: 3 },
    ],
    source: null,
    weights: null,
  };
}

const convolution = (outputs: number, groups: number) => ({
  size: [3, 3] as [number, number],
  stride: [1, 1] as [number, number],
  dilation: [1, 1] as [number, number],
  groups,
  inputChannels: 4,
  outputChannels: outputs,
});
const same = { padding: [1, 1, 1, 1] as [number, number, number, number] };

function conv(outputs: number, groups: number, how: Window): PlanNetwork {
  const { window, area } = placed(how);
  return around({
    op: 'conv',
    name: 'op',
    inputs: ['c0'],
    shape: [...area, outputs],
    ordinal: 1,
    ...convolution(outputs, groups),
    ...window,
  });
}

function pool(op: 'max_pool' | 'average_pool', how: Window): PlanNetwork {
  const { window, area } = placed(how);
  const dilated = how.dilation && { dilation: how.dilation };
  return around({ op, name: 'op', inputs: ['c0'], shape: [...area, 4], ...window, ...dilated });
}

const simple = (op: 'relu' | 'relu6' | 'hard_swish' | 'sigmoid' | 'tanh'): PlanNetwork =>
  around({ op, name: 'op', inputs: ['c0'], shape: [7, 6, 4] });

const networks: Readonly<Record<string, PlanNetwork>> = {
  'a convolution': conv(9, 1, {}),
  'a convolution, same': conv(16, 1, same),
  'a convolution with stride 2': conv(6, 1, { stride: [2, 2], ...same }),
  'a convolution with uneven strides and padding': conv(5, 1, { stride: [2, 1], padding: [0, 1, 2, 0] }),
  'a convolution of 1 x 1': conv(3, 1, { size: [1, 1] }),
  'a convolution of 5 x 2': conv(8, 1, { size: [5, 2] }),
  'a convolution in two groups': conv(6, 2, same),
  'a depthwise convolution': conv(4, 4, same),
  'a depthwise convolution with stride 2': conv(4, 4, { stride: [2, 2] }),
  'a depthwise convolution with two outputs a channel': conv(8, 4, {}),
  'a maximum': pool('max_pool', { size: [2, 2], stride: [2, 2] }),
  'a maximum with padding': pool('max_pool', { stride: [2, 2], ...same }),
  'an average': pool('average_pool', { size: [2, 3], stride: [2, 2] }),
  'an average with padding': pool('average_pool', { stride: [2, 2], ...same }),
  relu: simple('relu'),
  relu6: simple('relu6'),
  'hard swish': simple('hard_swish'),
  sigmoid: simple('sigmoid'),
  tanh: simple('tanh'),
  'leaky relu': around({ op: 'leaky_relu', name: 'op', inputs: ['c0'], shape: [7, 6, 4], slope: 0.1 }),
  'a sum with a shortcut': around(
    { op: 'relu', name: 'r', inputs: ['c0'], shape: [7, 6, 4] },
    { op: 'add', name: 'op', inputs: ['r', 'c0'], shape: [7, 6, 4] },
  ),
  'every second value, and zeros around channels': around(
    { op: 'slice', name: 's', inputs: ['c0'], shape: [4, 3, 4], start: [0, 1, 0], step: [2, 2, 1] },
    { op: 'pad', name: 'op', inputs: ['s'], shape: [6, 3, 7], padding: [1, 1, 0, 0], channels: [1, 2] },
  ),
  'a dilated maximum': pool('max_pool', {
    size: [2, 2],
    stride: [2, 1],
    padding: [1, 0, 0, 1],
    dilation: [2, 3],
  }),
  'a dilated average': pool('average_pool', { size: [2, 3], padding: [1, 1, 2, 0], dilation: [3, 2] }),
  'values backwards, and a border of a number': around(
    { op: 'slice', name: 's', inputs: ['c0'], shape: [4, 6, 2], start: [6, 5, 3], step: [-2, -1, -2] },
    {
      op: 'pad',
      name: 'op',
      inputs: ['s'],
      shape: [5, 6, 3],
      padding: [0, 1, 0, 0],
      channels: [1, 0],
      value: -2,
    },
  ),
  'a concatenation and a transposition': around(
    { op: 'concat', name: 'c', inputs: ['c0', 'input'], shape: [7, 6, 8], axis: 2 },
    { op: 'transpose', name: 'op', inputs: ['c'], shape: [8, 7, 6], order: [2, 0, 1] },
  ),
  'means over an image': around({ op: 'mean', name: 'op', inputs: ['c0'], shape: [6, 4], axes: [0] }),
  'normalised layers': normalised,
};

const shapeOf = ({ nodes }: PlanNetwork): readonly number[] => nodes[0]!.shape;

function batchFor(network: PlanNetwork): Batch {
  const size = shapeOf(network).reduce((a, b) => a * b, 1);
  const images = new Float32Array(count * size);
  normals(fold(key(3), 'images'), images.length, images);
  return { images, labels: Int32Array.from({ length: count }, (_, i) => i % 3), count, key: key(4) };
}

function arraysFor({ nodes }: PlanNetwork): NamedArrays {
  return Object.fromEntries(
    nodes.flatMap((node) =>
      Object.entries(arraysOf(node)).map(([ending, shape]) => {
        const name = `${node.name}.${ending}`;
        const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
        normals(fold(key(5), name), data.length, data);
        const centre = ending === 'gamma' || ending === 'variance' ? 1 : 0;
        return [name, { shape, data: data.map((value) => centre + 0.3 * value) }];
      }),
    ),
  );
}

function computed(engine: Engine, network: PlanNetwork): Record<string, number[]> {
  const request = { network, shape: shapeOf(network), classes: 3 };
  const { gradients, loss, moments } = gradientOf(engine, request, arraysFor(network), batchFor(network));
  const entries = [...moments].flatMap(([name, { mean, variance }]) => [
    [`${name} mean`, [...mean]] as const,
    [`${name} variance`, [...variance]] as const,
  ]);
  return {
    loss: [loss],
    ...Object.fromEntries(Object.entries(gradients).map(([name, values]) => [name, [...values]])),
    ...Object.fromEntries(entries),
  };
}

/** tfjs-node's module name with the cpu engine underneath: what is proven is the path, not the native library. */
const doubleOfNode = async (module: string): Promise<unknown> => {
  if (module !== '@tensorflow/tfjs-node') return import(module);
  return (await loadEngine('cpu')).engine.tf;
};

const references = new Map<string, Record<string, number[]>>();
beforeAll(async () => {
  const { engine } = await loadEngine('cpu');
  for (const [name, network] of Object.entries(networks)) references.set(name, computed(engine, network));
});

// tfjs holds one backend at a time: engines take turns.
describe.each(['cpu', 'wasm', 'tfjs-node'] as const)('losses and gradients on %s', (engineName) => {
  let engine: Engine;
  beforeAll(async () => {
    ({ engine } = await loadEngine(engineName, doubleOfNode));
    expect(engine.tf.getBackend()).toBe(engineName === 'wasm' ? 'wasm' : 'cpu');
  });

  it.each(Object.keys(networks))('equal the cpu engine: %s', (name) => {
    const ours = computed(engine, networks[name]!);
    const expected = references.get(name)!;
    // A bias in front of a batch normalisation has no gradient but rounding: sizes are measured against the whole network's.
    const scale = Math.max(...Object.values(expected).flat().map(Math.abs));
    const worst = Object.entries(expected).map(
      ([array, values]) =>
        [array, Math.max(...values.map((value, i) => Math.abs(value - ours[array]![i]!))) / scale] as const,
    );
    expect(worst.filter(([, error]) => !(error < 5e-6))).toEqual([]);
  });
});

describe('gradients', () => {
  it('are the slopes of the loss: small steps of every array', async () => {
    const { engine } = await loadEngine('cpu');
    const request = { network: normalised, shape: shapeOf(normalised), classes: 3 };
    const arrays = arraysFor(normalised);
    const batch = batchFor(normalised);
    const { gradients } = gradientOf(engine, request, arrays, batch);
    const lossAt = (name: string, index: number, by: number): number => {
      const data = arrays[name]!.data.slice();
      data[index]! += by;
      const moved = { ...arrays, [name]: { shape: arrays[name]!.shape, data } };
      return gradientOf(engine, request, moved, batch).loss;
    };
    for (const [name, gradient] of Object.entries(gradients)) {
      const largest = gradient.reduce(
        (best, value, i) => (Math.abs(value) > Math.abs(gradient[best]!) ? i : best),
        0,
      );
      const step = 2e-3;
      const slope = (lossAt(name, largest, step) - lossAt(name, largest, -step)) / (2 * step);
      expect(Math.abs(slope - gradient[largest]!)).toBeLessThan(0.02 * Math.abs(slope) + 1e-3);
    }
  });
});
