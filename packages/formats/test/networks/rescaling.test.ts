import { readKeras } from '../../src/index.js';
import { failureOf } from '../failureOf.js';
import { smallDescription, smallKeras } from './keras-files.js';

/** The small network with a layer Rescaling behind its convolution of two channels. */
const rescaled = (config: object): Uint8Array => {
  const [conv, norm, ...rest] = smallDescription.config.layers;
  const layer = { class_name: 'Rescaling', config: { name: 'scaled', ...config } };
  return smallKeras({ class_name: 'Sequential', config: { layers: [conv, norm, layer, ...rest] } });
};

describe('a product with constants in Keras', () => {
  it.each([
    [{ scale: 2 }, [2, 2], [0, 0]],
    [{ scale: 0.5, offset: [1, -1] }, [0.5, 0.5], [1, -1]],
    [{ scale: [3, 4], offset: 5 }, [3, 4], [5, 5]],
  ])('takes one number or one for each channel: %j', (config, gain, shift) => {
    const { arrays } = readKeras(rescaled(config));
    expect([...arrays['scaled.gain']!.data]).toEqual(gain);
    expect([...arrays['scaled.shift']!.data]).toEqual(shift);
  });

  it.each([[[1, 2, 3]], [['a', 'b']], [undefined]])('refuses %j', (scale) => {
    expect(failureOf(() => readKeras(rescaled({ scale }))).message).toContain(
      'Rescaling (node scaled: its scale is neither a number nor 2 of them)',
    );
  });
});
