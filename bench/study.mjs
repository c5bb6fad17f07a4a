// Studies of the examples as benchmarks run them: their plan, with random images and weights.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@kirchhoff/compiler';
import { diagnose } from '@kirchhoff/language';
import { arraysOf } from '@kirchhoff/plan';
import { makeContext } from '../packages/runtime/dist/worker/context.js';
import { perform } from '../packages/runtime/dist/worker/perform.js';
import { written } from './chip.mjs';
import { drawn } from './drawn.mjs';

const root = join(import.meta.dirname, '..');
const host = { read: () => undefined, resolve: (written) => written, describe: () => ({ kind: 'missing' }) };

export const product = (sizes) => sizes.reduce((a, b) => a * b, 1);

/** The plan of an example; `chip` changes its chips. */
export function planned(file, chip = (own) => own) {
  const uri = join(root, file);
  const { plan } = compile(diagnose({ uri, text: readFileSync(uri, 'utf8') }, host).study, host);
  const chips = Object.entries(plan.chips).map(([id, own]) => [id, chip(own)]);
  return { ...plan, chips: Object.fromEntries(chips) };
}

/** Random images and weights for the first point of a plan; 16 of the images calibrate. */
export function drawnInputs(plan, count) {
  const [point] = plan.experiments[0].points;
  const { nodes } = plan.networks[point.network];
  const { shape } = nodes[0];
  const weights = nodes.flatMap((node) =>
    Object.entries(arraysOf(node)).map(([ending, sizes]) => {
      const name = `${node.name}.${ending}`;
      const spread = Math.sqrt(6 / Math.max(1, product(sizes.slice(0, -1))));
      const data = drawn(name, product(sizes)).map((u) => (ending === 'variance' ? 1 : u * spread));
      return [name, { shape: sizes, data }];
    }),
  );
  const images = drawn('test', count * product(shape));
  const test = { images, labels: new Int32Array(count), count };
  const calibration = { images: images.subarray(0, 16 * product(shape)), count: 16 };
  const data = { test, calibration, shape, classes: nodes.at(-1).shape[0] };
  return {
    data: { [point.data]: data },
    weights: { [point.weights.training]: [Object.fromEntries(weights)] },
  };
}

/** A study of one of the example networks whose converters have written ranges, or others, with random images and weights. */
export function writtenStudy(file, images, range = written) {
  const plan = planned(`dsl-examples/networks/${file}.kir`, (chip) => ({
    ...chip,
    adc: { ...chip.adc, range },
  }));
  return { plan, inputs: drawnInputs(plan, images), point: plan.experiments[0].points[0] };
}

/** A written study with so many chips at every point of its experiments. */
export function writtenChips(file, images, chips) {
  const { plan, inputs } = writtenStudy(file, images);
  const experiments = plan.experiments.map((experiment) => ({
    ...experiment,
    trials: { from: chips, to: chips },
  }));
  return { plan: { ...plan, experiments }, inputs };
}

/** Draws one more chip and runs it on the first images in this thread, as a worker does; calibrated before, by other kernels where given. */
export function oneChip(kernels, { plan, inputs }, images, calibrator = kernels) {
  const context = makeContext(plan, inputs, kernels);
  const [point] = plan.experiments[0].points;
  const subject = { network: point.network, data: point.data, weights: point.weights.training, repeat: 0 };
  const before = makeContext(plan, inputs, calibrator);
  const observed = perform(before, { kind: 'inputs', keep: 1, ...subject });
  const { chip, mapping } = point;
  const converters = perform(before, { kind: 'converters', ...subject, chip, mapping, inputs: observed });
  const calibration = { inputs: observed, converters };
  const place = { experiment: 0, point: 0, repeat: 0, calibration, ranges: null, predictions: null };
  let trial = 0;
  return () =>
    perform(context, { kind: 'chips', chips: [{ ...place, trial: trial++ }], images: [0, images] });
}
