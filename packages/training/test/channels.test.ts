import { restoreChannels, times } from '../src/channels.js';
import { loadEngine } from '../src/engine.js';
import { normaliseBy } from '../src/normalisation.js';
import type { Tensorflow } from '../src/tensorflow.js';
import { valuesOf } from '../src/values.js';
import { clusters } from './fixtures.js';

const noise = (count: number, seed: string): Float32Array => clusters([count], 2, 1, seed).images;
const bits = (values: Float32Array): number[] => [
  ...new Uint32Array(values.buffer, values.byteOffset, values.length),
];

/** What an engine makes of values that lie where it keeps its own. */
function made(tf: Tensorflow, from: Float32Array, change: (values: Float32Array) => void): number[] {
  const tensor = valuesOf(tf).make([from.length], [], (out) => {
    out.set(from);
    change(out);
  });
  return bits(tensor.dataSync() as Float32Array);
}

function changed(from: Float32Array, change: (values: Float32Array) => void): number[] {
  const copy = from.slice();
  change(copy);
  return bits(copy);
}

describe.each([1, 2, 5, 16, 4097])('%i channels', (channels) => {
  const x = noise(channels * 3, 'x');
  const by = {
    shift: noise(channels, 'shift'),
    divisors: Float64Array.from(noise(channels, 'divisors')),
    mean: noise(channels, 'mean'),
  };

  it('are restored on the heap as by the definition, bit by bit', async () => {
    const { tf } = (await loadEngine('wasm')).engine;
    const expected = changed(x, (values) => restoreChannels(values, by));
    expect(made(tf, x, (values) => valuesOf(tf).restore(values, by))).toEqual(expected);
    expect(changed(x, (values) => valuesOf(tf).restore(values, by))).toEqual(expected);
    expect(expected).not.toEqual(bits(x));
  });

  it('are normalised by given moments alike on both engines, bit by bit', async () => {
    const on = async (name: 'wasm' | 'cpu'): Promise<number[]> => {
      const { tf } = (await loadEngine(name)).engine;
      const [mean, gain, shift] = [by.mean, Float32Array.from(by.divisors), by.shift].map((values) =>
        tf.tensor1d(values),
      );
      const out = normaliseBy(tf, tf.tensor2d(x, [3, channels]), { mean: mean!, gain: gain!, shift: shift! });
      return bits(out.dataSync() as Float32Array);
    };
    expect(await on('wasm')).toEqual(await on('cpu'));
  });
});

it.each([1, 3, 4, 7, 1027])(
  '%i values times a factor are rounded once, on the heap and elsewhere',
  async (count) => {
    const { tf } = (await loadEngine('wasm')).engine;
    const x = noise(count, 'x');
    const factor = 1 / 255 / 3;
    const expected = changed(x, (values) => times(values, factor));
    expect(expected).toEqual(bits(Float32Array.from(x, (value) => value * factor)));
    expect(made(tf, x, (values) => valuesOf(tf).times(values, factor))).toEqual(expected);
    expect(changed(x, (values) => valuesOf(tf).times(values, factor))).toEqual(expected);
  },
);
