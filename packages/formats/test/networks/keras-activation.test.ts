import { readKeras } from '../../src/index.js';
import { smallDescription, smallKeras } from './keras-files.js';

const operations = (activation: unknown): readonly string[] => {
  const [conv, norm, , ...rest] = smallDescription.config.layers;
  const act = { class_name: 'Activation', config: { name: 'act', activation } };
  const config = { ...smallDescription.config, layers: [conv, norm, act, ...rest] };
  return readKeras(smallKeras({ ...smallDescription, config })).graph.map(({ op }) => op);
};

it.each(['hard_swish', 'hard_silu'])('hard swish is read under its Keras name %s', (name) => {
  expect(operations(name)).toEqual([
    'input',
    'conv',
    'batch_norm',
    'hard_swish',
    'max_pool',
    'flatten',
    'dense',
    'softmax',
  ]);
});
