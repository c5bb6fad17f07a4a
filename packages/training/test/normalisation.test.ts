import { loadEngine } from '../src/engine.js';
import { batchMoments, normalise } from '../src/normalisation.js';
import type { Tensorflow } from '../src/tensorflow.js';

/** Moments, output and gradients of a batch normalisation of 3 images of 4 x 5. */
function normalised(tf: Tensorflow, channels: number) {
  const values = Float32Array.from({ length: 3 * 20 * channels }, (_, i) => Math.sin(1.3 * i) * 2 + 0.5);
  const x = tf.tensor4d(values, [3, 4, 5, channels]);
  const [gamma, beta] = [0.7, 1.9].map((pace) =>
    tf.tensor1d(Float32Array.from({ length: channels }, (_, c) => 1 + Math.cos(pace * c))),
  );
  const moments = batchMoments(tf, x);
  const settings = { gamma: gamma!, beta: beta!, moments, epsilon: 1e-3 };
  const output = normalise(tf, x, settings).dataSync();
  const weighted = tf.grads((input, gain, shift) =>
    tf.sum(tf.square(normalise(tf, input!, { ...settings, gamma: gain!, beta: shift! }))),
  );
  const slopes = weighted([x, gamma!, beta!]).map((slope) => [...slope.dataSync()]);
  return { mean: moments.mean, variance: moments.variance, output, slopes };
}

it.each([1, 2, 5, 16])(
  '%i channels are normalised alike by both engines, values to the bit',
  async (channels) => {
    const ours = normalised((await loadEngine('wasm')).engine.tf, channels);
    const plain = normalised((await loadEngine('cpu')).engine.tf, channels);
    expect(ours.mean).toEqual(plain.mean);
    expect(ours.variance).toEqual(plain.variance);
    expect(ours.output).toEqual(plain.output);
    ours.slopes.forEach((values, i) =>
      values.forEach((value, at) => {
        const expected = plain.slopes[i]![at]!;
        expect(Math.abs(value - expected)).toBeLessThan(2e-5 * Math.max(1, Math.abs(expected)));
      }),
    );
  },
);
