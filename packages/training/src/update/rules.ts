import type { PlanOptimizer } from '@kirchhoff/plan';

/** One array in its step: values and gradient, both changed in place; memory of earlier steps by slot. */
export interface Stroke {
  readonly values: Float32Array;
  readonly gradient: Float32Array;
  readonly slots: readonly Float32Array[];
  readonly rate: number;
  /** Pull towards 0 in the gradient. */
  readonly decay: number;
  /** Pull towards 0 beside the gradient, per step and unit of rate. */
  readonly decoupledDecay: number;
  /** Number of this step, from 1. */
  readonly step: number;
}

/** How a gradient moves an array. Arithmetic in float64, each stored value rounded once to float32. */
export interface Rule {
  readonly slots: number;
  readonly apply: (stroke: Stroke) => void;
}

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-7;

/** base^exponent by repeated multiplication: the same number everywhere. */
function whole(base: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent && product > 0; i++) product *= base;
  return product;
}

/** v <- momentum v + g; w <- w - rate v, or with Nesterov's look ahead w - rate (g + momentum v). Sutskever et al. 2013. */
const descent = (momentum: number, nesterov: boolean): Rule => ({
  slots: momentum > 0 ? 1 : 0,
  apply: ({ values, gradient, slots, rate, decay }) => {
    const velocity = slots[0];
    for (let i = 0; i < values.length; i++) {
      const slope = gradient[i]! + decay * values[i]!;
      if (velocity === undefined) {
        values[i]! -= rate * slope;
        continue;
      }
      const next = momentum * velocity[i]! + slope;
      velocity[i] = next;
      values[i]! -= rate * (nesterov ? slope + momentum * next : next);
    }
  },
});

/** Kingma and Ba 2015, beta 0.9 and 0.999, epsilon 1e-7; decoupled decay after Loshchilov and Hutter 2019. */
const adam: Rule = {
  slots: 2,
  apply: ({ values, gradient, slots, rate, decay, decoupledDecay, step }) => {
    const [first, second] = slots as [Float32Array, Float32Array];
    const size = rate / (1 - whole(beta1, step));
    const spread = 1 / Math.sqrt(1 - whole(beta2, step));
    const keep = 1 - rate * decoupledDecay;
    for (let i = 0; i < values.length; i++) {
      const slope = gradient[i]! + decay * values[i]!;
      const mean = beta1 * first[i]! + (1 - beta1) * slope;
      const square = beta2 * second[i]! + (1 - beta2) * slope * slope;
      first[i] = mean;
      second[i] = square;
      values[i] = values[i]! * keep - (size * mean) / (Math.sqrt(square) * spread + epsilon);
    }
  },
};

export const ruleOf = (optimizer: PlanOptimizer): Rule =>
  optimizer.kind === 'sgd' ? descent(optimizer.momentum, optimizer.nesterov) : adam;
