import { weightsByName } from '../../src/keras/weights.js';

const named = (value: number) => ({ shape: [1], read: () => Float32Array.of(value) });
const valueOf = (names: readonly string[], layer: string): number | undefined =>
  weightsByName(names.map((name, index) => [name, named(index)] as const))(layer, 'kernel')?.read()[0];

describe('the arrays of a Keras layer', () => {
  it.each([
    ['of its own name', ['conv/kernel:0'], 'conv', 0],
    ['in a group of its name', ['a/a/kernel:0', 'conv/conv/kernel:0'], 'conv', 1],
    [
      'in its group under the name of another layer',
      ['conv/conv_1/kernel:0', 'conv_1/conv_2/kernel:0'],
      'conv_1',
      1,
    ],
    ['below the name of the model', ['model/conv/kernel'], 'conv', 0],
    ['of a name with a folder', ['block/conv/block/conv/kernel:0'], 'block/conv', 0],
    ['that is not there', ['conv/bias:0'], 'conv', undefined],
  ])('%s', (_title, names, layer, expected) => {
    expect(valueOf(names, layer)).toBe(expected);
  });
});
