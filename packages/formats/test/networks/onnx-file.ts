import protobuf from 'protobufjs/light.js';
import { messages } from '../../src/onnx/messages.js';

const modelType = protobuf.Root.fromJSON(messages).lookupType('ModelProto');

const attributeOf = (name: string, value: number | readonly number[] | string): object => {
  if (typeof value === 'string') return { name, s: new TextEncoder().encode(value) };
  if (typeof value !== 'number') return { name, ints: value };
  return Number.isInteger(value) ? { name, i: value, f: value } : { name, f: value };
};

/** A node of an ONNX graph, its attributes by name. */
export const node = (
  opType: string,
  input: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number | readonly number[] | string>> = {},
): object => ({
  opType,
  input,
  output: [output],
  name: `${output}_node`,
  attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
});

/** A float tensor whose values count up from -1 in small steps. */
export function floats(name: string, dims: readonly number[], step = 0.125): object {
  const count = dims.reduce((a, b) => a * b, 1);
  const data = Float32Array.from({ length: count }, (_, i) => ((i * 7) % 17) * step - 1);
  return { name, dims, dataType: 1, rawData: new Uint8Array(data.buffer) };
}

/** A tensor of whole numbers. */
export const integers = (name: string, values: readonly number[], dims = [values.length]): object => ({
  name,
  dims,
  dataType: 7,
  int64Data: values,
});

const value = (name: string, dims: readonly number[]): object => ({
  name,
  type: { tensorType: { elemType: 1, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
});

interface Graph {
  readonly nodes: readonly object[];
  readonly tensors?: readonly object[];
  /** [images, channels, height, width] */
  readonly input: readonly number[];
  readonly output: string;
  readonly opset?: number;
}

/** The bytes of an ONNX model with the input `x`. */
export function onnxFile({ nodes, tensors = [], input, output, opset = 13 }: Graph): Uint8Array {
  const model = {
    irVersion: 7,
    opsetImport: [{ domain: '', version: opset }],
    graph: { node: nodes, initializer: tensors, input: [value('x', input)], output: [value(output, [])] },
  };
  return modelType.encode(modelType.fromObject(model)).finish();
}

/** A small network of a convolution with batch normalisation, a branch, pooling and a dense layer. */
export const smallOnnx = (): Uint8Array =>
  onnxFile({
    nodes: [
      node('Conv', ['x', 'w', 'b'], 'c', { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }),
      node('BatchNormalization', ['c', 'g', 'b', 'm', 'v'], 'n'),
      node('Relu', ['n'], 'r'),
      node('Conv', ['r', 'u'], 'd', { kernel_shape: [1, 1] }),
      node('Add', ['r', 'd'], 'a'),
      node('MaxPool', ['a'], 'p', { kernel_shape: [2, 2], strides: [2, 2] }),
      node('Flatten', ['p'], 'f'),
      node('Gemm', ['f', 'k', 'o'], 'y', { transB: 1 }),
    ],
    tensors: [
      floats('w', [2, 1, 3, 3]),
      floats('b', [2]),
      floats('g', [2]),
      floats('m', [2]),
      { name: 'v', dims: [2], dataType: 1, floatData: [1, 2] },
      floats('u', [2, 2, 1, 1]),
      floats('k', [3, 8]),
      floats('o', [3]),
    ],
    input: [0, 1, 4, 4],
    output: 'y',
  });
