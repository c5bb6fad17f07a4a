import {
  type NamedArrays,
  type PlanChip,
  type PlanMapping,
  type PlanNetwork,
  rangeNames,
} from '@kirchhoff/plan';
import { fold, key, uniforms } from '@kirchhoff/random';
import { type Engine, loadEngine } from '../../src/engine.js';
import { type Gradient, gradientOf } from '../../src/gradient.js';
import type { LabelledImages } from '../../src/images.js';
import { initialWeights } from '../../src/initialise.js';
import { makeInjection } from '../../src/inject/injection.js';
import { copyArrays } from '../../src/parameters.js';
import type { TrainingRequest } from '../../src/request.js';
import { clusters, dense, normalised } from '../fixtures.js';
import { chip, mapping, place, requestOf } from './chips.js';

/** Cells at their targets, and so many bits that rounding hardly matters. */
const exact: PlanChip = {
  ...chip,
  device: { ...chip.device, programming: null },
  adc: { ...chip.adc!, bits: 24 },
  inputs: { ...chip.inputs, bits: 24 },
};

interface Subject {
  readonly network: PlanNetwork;
  readonly mapping: PlanMapping;
  readonly shape: readonly number[];
  readonly set: LabelledImages;
}

const subjects: Readonly<Record<string, Subject>> = {
  dense: { network: dense, mapping, shape: [4, 4, 1], set: clusters([4, 4, 1], 3, 300, 'train') },
  normalised: {
    network: normalised,
    mapping: {
      ...mapping,
      layers: [
        place('c1', 18, 4, [
          [0, 9],
          [9, 9],
        ]),
        { ...place('c2', 9, 1, [[0, 9]]), groups: 4 },
        place('fc', 4, 3, [[0, 4]]),
      ],
    },
    shape: [6, 6, 2],
    set: clusters([6, 6, 2], 3, 150, 'train'),
  },
};

const requestFor = ({ network, mapping: places, shape, set }: Subject): TrainingRequest => ({
  ...requestOf({ effects: ['inputs', 'tiles', 'adc'] }, exact, { learnRanges: true }),
  network,
  shape,
  train: set,
  calibration: set,
  injected: { chip: exact, mapping: places },
});

/** Weights as they begin, batch normalisations with moments and gains of their own. */
const weightsOf = (network: PlanNetwork): NamedArrays => {
  const arrays = initialWeights(network, 1, 0);
  for (const [name, { data }] of Object.entries(arrays))
    if (/\.(gamma|variance)$/.test(name)) {
      uniforms(fold(key(3), name), data.length, data);
      data.forEach((value, i) => (data[i] = 0.5 + value));
    }
  return arrays;
};

let engine: Engine;
beforeAll(async () => void ({ engine } = await loadEngine('wasm')));

/** The gradient where every range is multiplied by what `factor` says, on all images at once; `change` acts on the arrays then. */
async function gradientAt(
  subject: Subject,
  factor: (array: string) => number,
  change: (arrays: NamedArrays) => void = () => undefined,
): Promise<Gradient> {
  const request = requestFor(subject);
  const injection = (await makeInjection(request, engine))!;
  const own = weightsOf(subject.network);
  const arrays = copyArrays({ ...own, ...injection.ranges(own) });
  for (const [name, { data }] of Object.entries(arrays))
    if (name.endsWith('_range')) data.forEach((value, i) => (data[i] = value * factor(name)));
  change(arrays);
  const { images, labels, count } = subject.set;
  const batch = { images, labels: Int32Array.from(labels), count, key: key(1) };
  const drawn = injection.draw(arrays, { trial: key(2), strength: 1, firstImage: 0 });
  try {
    return gradientOf(engine, request, drawn.arrays, batch, { hardware: drawn.hardware });
  } finally {
    drawn.release();
  }
}

/** Values of an image that a range rounds, and its largest code. */
const cases: readonly (readonly [string, 'input' | 'adc', string, number, number])[] = [
  ['fc1', 'input', 'dense', 16, 2 ** 23 - 1],
  ['fc1', 'adc', 'dense', 24, 2 ** 23 - 1],
  ['fc2', 'input', 'dense', 12, 2 ** 24 - 1],
  ['fc2', 'adc', 'dense', 6, 2 ** 23 - 1],
  ['c1', 'input', 'normalised', 72, 2 ** 23 - 1],
  ['c1', 'adc', 'normalised', 288, 2 ** 23 - 1],
  ['c2', 'input', 'normalised', 144, 2 ** 24 - 1],
  ['c2', 'adc', 'normalised', 64, 2 ** 23 - 1],
  ['fc', 'input', 'normalised', 4, 2 ** 24 - 1],
  ['fc', 'adc', 'normalised', 3, 2 ** 23 - 1],
];

it.each(cases)(
  'is the slope of the loss by the logarithm where it clips: %s, %s range of the %s network, over sqrt(%i x %i)',
  async (layer, kind, name, values, largest) => {
    const subject = subjects[name]!;
    const moved = rangeNames(layer)[kind];
    // Everything else reaches beyond what it meets. Full scales are in units of the input range.
    const factorOf = (array: string): number => {
      const inputs = rangeNames(array.split('.')[0]!).input === moved ? 0.2 : 4;
      if (array.endsWith('.input_range')) return inputs;
      return (array === moved ? 0.2 : 8) / inputs;
    };
    const at = (by: number): Promise<Gradient> =>
      gradientAt(subject, (array) => factorOf(array) * (array === moved ? by : 1));
    const step = 1e-3;
    const slope = ((await at(Math.exp(step))).loss - (await at(Math.exp(-step))).loss) / (2 * step);
    const found = (await at(1)).gradients[moved]![0]! * Math.sqrt(values * largest);
    expect(Math.abs(slope)).toBeGreaterThan(0.01);
    expect(Math.abs(found - slope)).toBeLessThan(0.02 * Math.abs(slope));
  },
);

it.each([
  ['fc', 'normalised', 'one tile', 0.01],
  ['fc2', 'dense', 'two tiles, whose shares are averaged', 0.1],
])(
  'leaves weights and bias the slope of what their converter does not clip: %s of the %s network, %s',
  async (layer, name, _, tolerance) => {
    const subject = subjects[name]!;
    const at = (array: string, index: number, by: number): Promise<Gradient> =>
      gradientAt(
        subject,
        (range) => (range === rangeNames(layer).adc ? 0.3 : 1.5),
        (arrays) => void (arrays[array]!.data[index]! += by),
      );
    const { gradients } = await at(`${layer}.weights`, 0, 0);
    for (const array of [`${layer}.weights`, `${layer}.bias`]) {
      const slopes = gradients[array]!;
      const steepest = slopes.reduce(
        (best, slope, i) => (Math.abs(slope) > Math.abs(slopes[best]!) ? i : best),
        0,
      );
      const step = 5e-4;
      const slope =
        ((await at(array, steepest, step)).loss - (await at(array, steepest, -step)).loss) / (2 * step);
      expect(Math.abs(slope)).toBeGreaterThan(0.01);
      expect(Math.abs(slopes[steepest]! - slope)).toBeLessThan(tolerance * Math.abs(slope));
    }
  },
);
