import { call, calls, field, file, required, shape } from './constructors.js';
import type { BlockSpecification } from './specification.js';

const named = (sentence: string, example: string) =>
  call(sentence, { file: field(file, 'File name', example, required) }, 1);

const fields = {
  source: field(
    calls({
      onnx: named('A network in ONNX.', '"resnet20.onnx"'),
      tfjs: named('A TensorFlow.js layers model.', '"model.json"'),
      keras: named('A Keras HDF5 file.', '"model.h5"'),
    }),
    'File of a trained network',
    'onnx("resnet20.onnx")',
    { excludes: ['input', 'layers'] },
  ),
  input: field(
    shape({ rank: [1, 2, 3], minimum: 1 }),
    'Height x width x channels of one image',
    '28 x 28 x 1',
    { excludes: ['source'] },
  ),
  layers: field({ layers: true }, 'Layers from input to output', 'layers { flatten, dense(10, softmax) }', {
    excludes: ['source'],
  }),
  weights: field(
    calls({ npz: named('Arrays LAYER.weights and LAYER.bias of a NumPy archive.', '"weights.npz"') }),
    'File of the weights of written layers',
    'npz("weights.npz")',
  ),
};

/** `network`: layers written here, or a file (language.md section 7). */
export const network = {
  word: 'network',
  text: 'The neural network: layers written here, or a file.',
  fields,
} as const satisfies BlockSpecification;
