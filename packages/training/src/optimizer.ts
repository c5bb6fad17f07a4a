import type { PlanTraining } from '@kirchhoff/plan';
import type { Optimizer, Tensorflow } from './tensorflow.js';

/** An optimizer whose rate is set before every step. */
export interface Steps {
  readonly optimizer: Optimizer;
  setRate(rate: number): void;
}

/** sgd with momentum (Nesterov's or plain), or adam (Kingma and Ba 2015; beta 0.9 and 0.999, epsilon 1e-7). */
export function makeOptimizer(tf: Tensorflow, training: PlanTraining): Steps {
  const { optimizer } = training;
  if (optimizer.kind === 'sgd') {
    const made =
      optimizer.momentum > 0 ? tf.train.momentum(0, optimizer.momentum, optimizer.nesterov) : tf.train.sgd(0);
    return { optimizer: made, setRate: (rate) => made.setLearningRate(rate) };
  }
  if (optimizer.kind === 'adam') {
    const made = tf.train.adam(0);
    // tfjs keeps the rate in a protected field that every step reads.
    const open = made as unknown as { learningRate: number };
    return {
      optimizer: made,
      setRate: (rate) => {
        open.learningRate = rate;
      },
    };
  }
  throw new RangeError(`${optimizer.kind} cannot be executed by this version`);
}
