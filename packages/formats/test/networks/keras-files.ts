import { type HdfArray, hdf5File } from './hdf5-file.js';

const counting = (...shape: number[]): HdfArray => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((i * 7) % 17) / 8 - 1),
});

const layer = (class_name: string, name: string, config: object = {}): object => ({
  class_name,
  config: { name, ...config },
});

/** A Keras model of a convolution, its batch normalisation, pooling and a dense layer. */
export const smallDescription = {
  class_name: 'Sequential',
  config: {
    name: 'small',
    layers: [
      layer('Conv2D', 'conv', {
        batch_input_shape: [null, 4, 4, 1],
        filters: 2,
        kernel_size: [3, 3],
        padding: 'same',
        activation: 'linear',
      }),
      layer('BatchNormalization', 'norm', { axis: [3], epsilon: 0.001 }),
      layer('Activation', 'act', { activation: 'relu' }),
      layer('MaxPooling2D', 'pool', { pool_size: [2, 2] }),
      layer('Flatten', 'flat'),
      layer('Dense', 'out', { units: 3, activation: 'softmax' }),
    ],
  },
};

const arrays: Readonly<Record<string, HdfArray>> = {
  'conv/kernel': counting(3, 3, 1, 2),
  'conv/bias': counting(2),
  'norm/gamma': counting(2),
  'norm/beta': counting(2),
  'norm/moving_mean': counting(2),
  'norm/moving_variance': { shape: [2], data: Float32Array.of(1, 2) },
  'out/kernel': counting(8, 3),
  'out/bias': counting(3),
};

const arraysOf = (name: string): Readonly<Record<string, HdfArray>> =>
  Object.fromEntries(
    Object.entries(arrays)
      .filter(([path]) => path.startsWith(`${name}/`))
      .map(([path, array]) => [`${path.slice(name.length + 1)}:0`, array]),
  );

/** A Keras HDF5 file. */
export const smallKeras = (description: object = smallDescription): Uint8Array =>
  hdf5File(
    {
      model_weights: Object.fromEntries(
        ['conv', 'norm', 'out'].map((name) => [name, { [name]: arraysOf(name) }]),
      ),
    },
    { model_config: JSON.stringify(description), keras_version: '2.4.0' },
  );

/** model.json and weights.bin of a TensorFlow.js layers model. */
export function smallTfjs(paths: readonly string[] = ['weights.bin']): {
  readonly model: Uint8Array;
  readonly weights: Uint8Array;
} {
  const weights = Object.entries(arrays).map(([name, { shape }]) => ({ name, shape, dtype: 'float32' }));
  const model = {
    format: 'layers-model',
    modelTopology: { keras_version: '2.4.0', model_config: smallDescription },
    weightsManifest: [{ paths, weights }],
  };
  const parts = Object.values(arrays).map(({ data }) => [...new Uint8Array(data.buffer)]);
  return { model: new TextEncoder().encode(JSON.stringify(model)), weights: Uint8Array.from(parts.flat()) };
}
