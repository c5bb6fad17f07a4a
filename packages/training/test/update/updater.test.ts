import type { PlanOptimizer, PlanTraining } from '@kirchhoff/plan';
import { makeUpdater } from '../../src/update/updater.js';
import { job } from '../fixtures.js';

const rates = [0.1, 0.05, 0.2];
/** Gradient of w^2 / 2 + w: slope w + 1. */
const slope = (w: number): number => w + 1;

/** Steps of an optimizer on one weight `a.weights` and one bias `a.bias`, both from 2. */
function walk(optimizer: PlanOptimizer, more: Partial<PlanTraining> = {}): [number, number] {
  const arrays = {
    'a.weights': { shape: [1], data: Float32Array.of(2) },
    'a.bias': { shape: [1], data: Float32Array.of(2) },
  };
  const updater = makeUpdater({ ...job, ...more, optimizer }, arrays);
  for (const rate of rates) {
    const gradients = Object.fromEntries(
      Object.entries(arrays).map(([name, { data }]) => [name, Float32Array.of(slope(data[0]!))]),
    );
    updater.apply(gradients, rate);
  }
  return [arrays['a.weights'].data[0]!, arrays['a.bias'].data[0]!];
}

/** The same in the textbook's words. */
function expected(rule: (slope: number, rate: number, w: number, step: number) => number, decay = 0): number {
  let w = 2;
  rates.forEach((rate, index) => (w = rule(slope(w) + decay * w, rate, w, index + 1)));
  return w;
}

describe('optimizers', () => {
  it('sgd steps along the gradient, weight decay pulls weights but no biases', () => {
    const sgd = { kind: 'sgd', momentum: 0, nesterov: false } as const;
    const [weight, bias] = walk(sgd, { weightDecay: 0.5 });
    expect(weight).toBeCloseTo(
      expected((g, rate, w) => w - rate * g, 0.5),
      6,
    );
    expect(bias).toBeCloseTo(
      expected((g, rate, w) => w - rate * g),
      6,
    );
  });

  it.each([false, true])('momentum, nesterov %s', (nesterov) => {
    let v = 0;
    const rule = (g: number, rate: number, w: number): number => {
      v = 0.9 * v + g;
      return w - rate * (nesterov ? g + 0.9 * v : v);
    };
    expect(walk({ kind: 'sgd', momentum: 0.9, nesterov })[0]).toBeCloseTo(expected(rule), 6);
  });

  it('adam, and adamw with a decay beside the gradient', () => {
    const rule = (decay: number) => {
      let [m, v] = [0, 0];
      return (g: number, rate: number, w: number, step: number): number => {
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        const step1 = m / (1 - 0.9 ** step) / (Math.sqrt(v / (1 - 0.999 ** step)) + 1e-7);
        return w - rate * step1 - rate * decay * w;
      };
    };
    expect(walk({ kind: 'adam' })[0]).toBeCloseTo(expected(rule(0)), 5);
    const [weight, bias] = walk({ kind: 'adamw', weightDecay: 0.3 });
    expect(weight).toBeCloseTo(expected(rule(0.3)), 5);
    expect(bias).toBeCloseTo(expected(rule(0)), 5);
  });

  it('goes on from a kept state as if it had never stopped', () => {
    const arrays = { 'a.weights': { shape: [1], data: Float32Array.of(2) } };
    const training = { ...job, optimizer: { kind: 'adam' } as const };
    const first = makeUpdater(training, arrays);
    first.apply({ 'a.weights': Float32Array.of(3) }, 0.1);
    const copy = { 'a.weights': { shape: [1], data: arrays['a.weights'].data.slice() } };
    const second = makeUpdater(training, copy, structuredClone(first.state()));
    first.apply({ 'a.weights': Float32Array.of(-1) }, 0.1);
    second.apply({ 'a.weights': Float32Array.of(-1) }, 0.1);
    expect(copy['a.weights'].data).toEqual(arrays['a.weights'].data);
  });
});

describe('ranges', () => {
  const start = (): {
    readonly 'a.input_range': { readonly shape: number[]; readonly data: Float32Array };
  } => ({
    'a.input_range': { shape: [2], data: Float32Array.of(4, 0.5) },
  });

  it('move by their logarithms and stay above 0, whatever the gradient', () => {
    const arrays = start();
    const sgd = makeUpdater({ ...job, optimizer: { kind: 'sgd', momentum: 0, nesterov: false } }, arrays);
    sgd.apply({ 'a.input_range': Float32Array.of(3, -1) }, 0.5);
    const { data } = arrays['a.input_range'];
    expect(data[0]).toBeCloseTo(4 * Math.exp(-1.5), 6);
    expect(data[1]).toBeCloseTo(0.5 * Math.exp(0.5), 6);
    sgd.apply({ 'a.input_range': Float32Array.of(20, 20) }, 1);
    expect(data.every((value) => value > 0)).toBe(true);
  });

  it('do not decay, and stay where they have no gradient', () => {
    const arrays = start();
    const updater = makeUpdater(
      { ...job, weightDecay: 0.5, optimizer: { kind: 'adamw', weightDecay: 0.5 } },
      arrays,
    );
    updater.apply({}, 0.1);
    updater.apply({ 'a.input_range': Float32Array.of(0, 0) }, 0.1);
    expect([...arrays['a.input_range'].data]).toEqual([4, 0.5]);
  });

  it('count their own steps, also from a kept state: the first of adam is the rate, however late', () => {
    const training = { ...job, optimizer: { kind: 'adam' } as const };
    const weights = { 'a.weights': { shape: [1], data: Float32Array.of(2) } };
    const arrays = { ...weights, ...start() };
    const updater = makeUpdater(training, arrays);
    for (let i = 0; i < 1000; i++) updater.apply({ 'a.weights': Float32Array.of(1) }, 1e-3);
    updater.apply({ 'a.weights': Float32Array.of(1), 'a.input_range': Float32Array.of(2, -3) }, 1e-3);
    const { data } = arrays['a.input_range'];
    expect(data[0]).toBeCloseTo(4 * Math.exp(-1e-3), 5);
    expect(data[1]).toBeCloseTo(0.5 * Math.exp(1e-3), 6);
    const copy = { 'a.input_range': { shape: [2], data: data.slice() } };
    const again = makeUpdater(training, copy, structuredClone(updater.state()));
    for (const each of [updater, again])
      each.apply({ 'a.weights': Float32Array.of(1), 'a.input_range': Float32Array.of(1, 1) }, 1e-3);
    expect(copy['a.input_range'].data).toEqual(data);
  });

  it('stay above 0 and finite, however far they are moved', () => {
    const arrays = start();
    const sgd = makeUpdater({ ...job, optimizer: { kind: 'sgd', momentum: 0, nesterov: false } }, arrays);
    for (let i = 0; i < 20; i++) sgd.apply({ 'a.input_range': Float32Array.of(3, -3) }, 1000);
    const { data } = arrays['a.input_range'];
    expect(data.every((value) => value > 0 && Number.isFinite(value))).toBe(true);
    expect(data[0]).toBeLessThan(1e-29);
  });
});
