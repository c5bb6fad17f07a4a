import type { NamedArrays } from '@kirchhoff/plan';
import type { Key } from '@kirchhoff/random';
import type { Engine } from './engine.js';
import { logits } from './forward.js';
import { tensorsOf } from './gradient.js';
import type { LabelledImages } from './images.js';
import { makeInjection } from './inject/injection.js';
import type { TrainingRequest } from './request.js';

/**
 * Logits [images x classes] of the training's forward pass on the chip drawn for a key (seed > trial), as an injection of `strength`
 * meets it: batch normalisation by its running moments, no dropout. The request must inject.
 */
export async function chipLogits(
  engine: Engine,
  request: TrainingRequest,
  arrays: NamedArrays,
  set: LabelledImages,
  { trial, strength }: { readonly trial: Key; readonly strength: number },
): Promise<Float32Array> {
  const { tf } = engine;
  const injection = await makeInjection(request, engine);
  if (injection === undefined) throw new RangeError('the training injects nothing');
  injection.follow(arrays, true);
  const drawn = injection.draw(arrays, { trial, strength, firstImage: 0 });
  try {
    let values = new Float32Array(0);
    tf.tidy(() => {
      const output = logits(tf, request.network, tf.tensor(set.images, [set.count, ...request.shape]), {
        weights: tensorsOf(tf, drawn.arrays),
        training: false,
        dropoutSeed: () => 0,
        ...(drawn.hardware !== undefined && { hardware: drawn.hardware }),
      });
      values = (output.dataSync() as Float32Array).slice();
    });
    return values;
  } finally {
    drawn.release();
  }
}
