import { readOnnx } from '@kirchhoff/formats';
import { softwareOutputs } from '@kirchhoff/runtime';
import { node, onnxFile } from '../../../packages/formats/test/networks/onnx-file.js';
import { type Tensor, tensor, valuesOf } from './naive.js';
import { planNetwork } from './planned.js';

const SHAPE = [4, 6, 5] as const;

/** The image that every case works on: 4 channels of 6 x 5. */
export const image = tensor(SHAPE, (c, y, x) => Math.sin(1 + 7 * c + 3 * y + 2 * x) * 4);
/** Its values as ONNX counts them. */
export const flat = valuesOf(image);

/** Nodes that end in `y`, their tensors, the version of the operators, and what they should give. */
export interface Case {
  readonly nodes: readonly object[];
  readonly tensors?: readonly object[];
  readonly opset?: number;
  readonly expected: Tensor | readonly number[];
}

/** A case of one operator on `x` and tensors. */
export const one = (
  opType: string,
  attributes: Parameters<typeof node>[3],
  expected: Case['expected'],
  rest: Partial<Case> & { readonly inputs?: readonly string[] } = {},
): Case => ({ nodes: [node(opType, ['x', ...(rest.inputs ?? [])], 'y', attributes)], expected, ...rest });

/** A tensor of one number. */
export const scalar = (name: string, data: number): object => ({
  name,
  dims: [],
  dataType: 1,
  floatData: [data],
});

const input = Float32Array.from({ length: 120 }, (_, i) =>
  image.at(i % 4, Math.floor(i / 20), Math.floor(i / 4) % 5),
);

/** The ONNX file of a case, written for batches of two images, its value made a list at the end. */
export const fileOf = ({ nodes, tensors = [], opset = 13 }: Omit<Case, 'expected'>): Uint8Array =>
  onnxFile({
    nodes: [...nodes, node('Flatten', ['y'], 'last')],
    tensors,
    input: [2, ...SHAPE],
    output: 'last',
    opset,
  });

/** Reads the case's file, runs it on the image, and holds the values to those expected, to 2e-6 of the largest. */
export async function expectValues(each: Case): Promise<void> {
  const { expected } = each;
  const values = Array.isArray(expected) ? (expected as number[]) : valuesOf(expected as Tensor);
  const network = readOnnx(fileOf(each));
  const found = await softwareOutputs(planNetwork(network, values.length), network.arrays, input);
  expect(found).toHaveLength(values.length);
  const scale = Math.max(...values.map(Math.abs));
  const worst = Math.max(...values.map((wanted, i) => Math.abs(found[i]! - wanted)));
  expect(worst / scale).toBeLessThan(2e-6);
}
