import protobuf from 'protobufjs/light.js';
import { readKeras, readOnnx, readTfjs, UnsupportedOperators } from '../../src/index.js';
import { failureOf } from '../failureOf.js';
import { hdf5File } from './hdf5-file.js';
import { smallDescription, smallKeras, smallTfjs } from './keras-files.js';
import { floats, integers, node, onnxFile, smallOnnx } from './onnx-file.js';

const image = [1, 1, 4, 4];
const one = (nodes: readonly object[], tensors: readonly object[] = []): Uint8Array =>
  onnxFile({ nodes, tensors, input: image, output: 'y' });
const manyRelus = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => node('Relu', [i === 0 ? 'x' : `r${i - 1}`], `r${i}`));

describe('an ONNX file is refused in one sentence', () => {
  it.each([
    ['that is empty', new Uint8Array(0), 'empty', 'The ONNX file is empty.'],
    ['that is larger than the limit', smallOnnx(), 'oversize', 'The ONNX file is larger than 100 bytes'],
  ])('%s', (_title, bytes, kind, message) => {
    const failure = failureOf(() => readOnnx(bytes, { limit: 100 }));
    expect(failure.kind).toBe(kind);
    expect(failure.message).toContain(message);
  });

  it('whose nodes go in a circle', () => {
    const nodes = [node('Add', ['x', 'b'], 'a'), node('Relu', ['a'], 'b'), node('Relu', ['b'], 'y')];
    const { kind, message } = failureOf(() => readOnnx(one(nodes)));
    expect([kind, message]).toEqual([
      'corrupt',
      'The network goes in a circle: node b_node needs its own output.',
    ]);
  });

  it.each([
    ['two nodes', [node('Relu', ['x'], 'a'), node('Tanh', ['x'], 'a'), node('Relu', ['a'], 'y')], []],
    ['a node and a tensor', [node('Relu', ['x'], 'a'), node('Add', ['x', 'a'], 'y')], [floats('a', [1])]],
    ['two tensors', [node('Add', ['x', 'a'], 'y')], [floats('a', [1]), floats('a', [4])]],
  ])('in which %s give one name', (_title, nodes, tensors) => {
    expect(failureOf(() => readOnnx(one(nodes, tensors))).message).toBe(
      'The ONNX file is damaged: two of its nodes and tensors are called a.',
    );
  });

  it('of too many nodes', () => {
    const bytes = onnxFile({ nodes: manyRelus(10_001), input: image, output: 'r10000' });
    expect(failureOf(() => readOnnx(bytes)).message).toBe(
      'The network has 10,001 nodes; at most 10,000 can be read.',
    );
  });

  it.each([
    ['more values than its bytes hold', [2 ** 20, 64], 'it holds 4 bytes where 268435456 are announced'],
    ['more values than fit into memory', [2 ** 40, 2 ** 12], 'The shape of tensor w cannot be read'],
    ['an axis of no values beside one beyond reach', [0, 2 ** 50], 'The shape of tensor w cannot be read'],
  ])('whose tensor announces %s', (_title, dims, message) => {
    const tensor = { name: 'w', dims, dataType: 1, rawData: new Uint8Array(4) };
    expect(failureOf(() => readOnnx(one([node('Add', ['x', 'w'], 'y')], [tensor]))).message).toContain(
      message,
    );
  });

  it('whose lists of whole numbers would fill the memory', () => {
    const packed = (field: number, body: Uint8Array): Uint8Array => {
      const head = protobuf.Writer.create()
        .uint32(field * 8 + 2)
        .uint32(body.length)
        .finish();
      return Uint8Array.from(Buffer.concat([head, body]));
    };
    const bytes = packed(7, packed(5, packed(7, new Uint8Array(23_000_000))));
    expect(failureOf(() => readOnnx(bytes)).message).toBe(
      "The model's lists of whole numbers take more than 1,073,741,824 bytes of memory.",
    );
  });

  it('whose constants unfold without end', () => {
    const nodes = [
      node('ConstantOfShape', ['s'], 'c0'),
      ...Array.from({ length: 8 }, (_, i) => node('Neg', [`c${i}`], `c${i + 1}`)),
      node('Add', ['x', 'c8'], 'y'),
    ];
    const { kind, message } = failureOf(() => readOnnx(one(nodes, [integers('s', [2 ** 12, 2 ** 12])])));
    expect([kind, message]).toEqual([
      'oversize',
      "The model's constants unfold to more than 67,108,864 values.",
    ]);
  });

  it('whose data lie in another file', () => {
    const away = [{ key: 'location', value: '../secret' }];
    const tensor = { name: 'w', dims: [1], dataType: 1, dataLocation: 1, externalData: away };
    expect(failureOf(() => readOnnx(one([node('Add', ['x', 'w'], 'y')], [tensor]))).message).toBe(
      'Tensor w keeps its data in another file; write the model as one file, with its data inside.',
    );
  });

  it('of a newer operator set', () => {
    const bytes = onnxFile({ nodes: [node('Relu', ['x'], 'y')], input: image, output: 'y', opset: 23 });
    expect(failureOf(() => readOnnx(bytes)).message).toBe(
      'The model uses version 23 of the ONNX operators; versions 1 to 22 can be read.',
    );
  });

  it('with every operator named that cannot be executed', () => {
    const nodes = [
      node('LSTM', ['x'], 'a'),
      node('Einsum', ['a'], 'b'),
      node('Conv', ['x', 'w'], 'c', { kernel_shape: [9, 9] }),
      node('Add', ['b', 'c'], 'y'),
    ];
    const failure = failureOf(() => readOnnx(one(nodes, [floats('w', [1, 1, 9, 9])])));
    expect(failure).toBeInstanceOf(UnsupportedOperators);
    expect((failure as UnsupportedOperators).operators).toEqual([
      'LSTM (node a_node)',
      'Einsum (node b_node)',
      expect.stringContaining('Conv (node c_node: '),
    ]);
  });

  it('with those named too that stand behind another, where the shape between them is known', () => {
    const nodes = [
      node('PRelu', ['x', 's'], 'a'),
      node('Pad', ['a', 'p'], 'b', { mode: 'reflect' }),
      node('Tanh', ['b'], 't'),
      node('GlobalAveragePool', ['t'], 'g'),
      node('Mul', ['g', 't'], 'c'),
      node('MaxPool', ['c'], 'd', { kernel_shape: [1, 1], dilations: [2, 2] }),
      node('Clip', ['d', 'low', 'high'], 'e'),
      node('Einsum', ['e'], 'f'),
      node('Elu', ['f'], 'h'),
      node('Clip', ['h', 'low', 'high'], 'y'),
    ];
    const low = { name: 'low', dims: [], dataType: 1, floatData: [-1] };
    const tensors = [
      floats('s', [1]),
      integers('p', [0, 0, 5, 1, 0, 0, 1, 1]),
      low,
      { ...low, name: 'high' },
    ];
    const failure = failureOf(() => readOnnx(one(nodes, tensors)));
    expect((failure as UnsupportedOperators).operators).toEqual([
      'PRelu (node a_node)',
      'Pad (node b_node: its border of 5 by reflect is wider than 3)',
      'Mul (node c_node: one of its inputs must be constant)',
      'Clip (node e_node: it clips to -1 … -1)',
      'Einsum (node f_node)',
      'Elu (node h_node)',
    ]);
  });

  it.each([
    ['PRelu', ['x', 's'], {}, [floats('s', [1])]],
    ['Pad', ['x', 'p'], { mode: 'mirror' }, [integers('p', [0, 0, 0, 0, 0, 0, 0, -1])]],
  ])('behind which %s leaves a shape that a layer does not fit', (operator, inputs, attributes, tensors) => {
    const nodes = [
      node(operator, inputs, 'a', attributes),
      node('Conv', ['a', 'w'], 'y', { kernel_shape: [5, 5] }),
    ];
    const failure = failureOf(() => readOnnx(one(nodes, [...tensors, floats('w', [1, 1, 5, 5])])));
    expect((failure as UnsupportedOperators).operators).toEqual([
      expect.stringContaining(`${operator} (node a_node`),
      expect.stringMatching(/^Conv \(node y_node: its window is larger than 4 × [34]\b/),
    ]);
  });
});

const oneArray = (shape: readonly number[]): Uint8Array =>
  hdf5File(
    { model_weights: { out: { out: { 'kernel:0': { shape, data: Float32Array.of(1) } } } } },
    { model_config: JSON.stringify(denseOf(shape)) },
  );
const denseOf = ([inputs, units]: readonly number[]): object => ({
  class_name: 'Sequential',
  config: {
    layers: [
      {
        class_name: 'Dense',
        config: { name: 'out', batch_input_shape: [null, inputs], units, use_bias: false },
      },
    ],
  },
});

describe('a Keras file is refused in one sentence', () => {
  it('whose array announces more than the file holds', () => {
    expect(failureOf(() => readKeras(oneArray([4096, 4096]))).kind).toBe('truncated');
  });

  it('whose layers read each other in a circle', () => {
    const call = (name: string): unknown => [[[name, 0, 0, {}]]];
    const relu = (name: string, from: string): object => ({
      class_name: 'ReLU',
      config: { name },
      inbound_nodes: call(from),
    });
    const config = { layers: [relu('a', 'b'), relu('b', 'a')], output_layers: [['b', 0, 0]] };
    const { message } = failureOf(() => readKeras(smallKeras({ class_name: 'Functional', config })));
    expect(message).toMatch(/^The network goes in a circle: node \w needs its own output\.$/);
  });

  it('whose groups hold two arrays for one use', () => {
    const kernel = { shape: [1, 1], data: Float32Array.of(1) };
    const bytes = hdf5File(
      { model_weights: { out: { a: { 'kernel:0': kernel }, b: { 'kernel:0': kernel } } } },
      { model_config: JSON.stringify(denseOf([1, 1])) },
    );
    expect(failureOf(() => readKeras(bytes)).message).toBe(
      'The model is damaged: 2 of its arrays are the kernel of layer out.',
    );
  });

  it('with every layer named that cannot be executed', () => {
    const { layers } = smallDescription.config;
    const odd = ['LSTM', 'Attention'].map((class_name) => ({
      class_name,
      config: { name: `own_${class_name}` },
    }));
    const description = { class_name: 'Sequential', config: { layers: [layers[0], ...odd] } };
    const failure = failureOf(() => readKeras(smallKeras(description)));
    expect((failure as UnsupportedOperators).operators).toEqual([
      'LSTM (node own_LSTM)',
      'Attention (node own_Attention)',
    ]);
  });

  it('with those named too that stand behind another, where the shape between them is known', () => {
    const { layers } = smallDescription.config;
    const odd = [
      { class_name: 'ELU', config: { name: 'elu' } },
      { class_name: 'ReLU', config: { name: 'bounded', max_value: 1 } },
      { class_name: 'Activation', config: { name: 'odd', activation: 'selu' } },
      { class_name: 'MaxPooling2D', config: { name: 'wide', pool_size: [9, 9] } },
    ];
    const description = { class_name: 'Sequential', config: { layers: [layers[0], ...odd] } };
    const failure = failureOf(() => readKeras(smallKeras(description)));
    expect((failure as UnsupportedOperators).operators).toEqual([
      'ELU (node elu)',
      'ReLU (node bounded: it has a ceiling other than 6, a slope or a threshold)',
      'Activation (node odd: its activation is selu)',
      'MaxPooling2D (node wide: its window is larger than 4 × 4 × 2)',
    ]);
  });
});

describe('a model.json is refused in one sentence', () => {
  it.each(['../weights.bin', '/etc/passwd', 'C:\\weights.bin', 'a/../../b.bin', 'https://x.org/w.bin', ''])(
    'that names the file "%s" outside its folder, which is not opened',
    (path) => {
      const asked: string[] = [];
      const { message } = failureOf(() =>
        readTfjs(smallTfjs([path]).model, (name) => {
          asked.push(name);
          return undefined;
        }),
      );
      expect(message).toContain('The model names a file outside its folder');
      expect(asked).toEqual([]);
    },
  );

  it('that names a file twice', () => {
    const { model, weights } = smallTfjs(['weights.bin', 'weights.bin']);
    expect(failureOf(() => readTfjs(model, () => weights)).message).toContain(
      'it names the file weights.bin twice',
    );
  });

  it('that is longer than a description of layers', () => {
    const long = new Uint8Array(2 ** 24 + 1).fill(0x20);
    expect(failureOf(() => readTfjs(long, () => undefined)).message).toContain(
      'The model.json is larger than 16,777,216 bytes',
    );
  });

  it('whose weights are not there', () => {
    expect(failureOf(() => readTfjs(smallTfjs().model, () => undefined)).message).toBe(
      'The weights in weights.bin are not there.',
    );
  });
});
