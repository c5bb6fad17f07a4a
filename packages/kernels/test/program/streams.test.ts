import { CELL_LIMITS, type CellRow, fillUniforms, fold, type Key, key } from '@kirchhoff/random';
import { recordProof } from '../../../../test/proof/record.js';
import { chipPurpose, referencePurposes, weightPurposes } from '../../src/program/purposes.js';

const SEEDS = [1, 2];
const TRIALS = [0, 1, 2, 17, 999];
const LAYERS = [0, 1, 2, 53];
const RUN = 64;
const cells = [weightPurposes, referencePurposes].flatMap(({ ownColumns: _, ...labels }) =>
  Object.values(labels),
);
const errors = ['gain', 'offset', 'bow', 'walk', 'dnl', 'noise'];
/** Labels below seed > trial > layer: of programming, of converters, of reading. */
const purposes: readonly (readonly string[])[] = [
  ...cells.map((label) => [label]),
  ...['adc', 'reference_adc'].flatMap((place) => errors.map((error) => [place, error])),
  ['read_noise'],
  ['reference_read_noise'],
];

/** Keys of every kind of draw that a chip makes, with those that all its layers share. */
function everyKey(): Key[] {
  const chips = SEEDS.flatMap((seed) => TRIALS.map((trial) => fold(fold(key(seed), 'trial'), trial)));
  return chips.flatMap((chip) => [
    fold(chip, chipPurpose),
    ...LAYERS.flatMap((layer) => {
      const own = fold(fold(chip, 'layer'), layer);
      return purposes.map((labels) => labels.reduce((parent, label) => fold(parent, label), own));
    }),
  ]);
}

/** Runs of cells by number: the small ones of all coordinates, then rows further on. */
function runAt(index: number): CellRow {
  let rest = index;
  const digit = (base: number): number => {
    const value = rest % base;
    rest = Math.floor(rest / base);
    return value;
  };
  const small = { polarity: digit(2), slice: digit(2), copy: digit(2), attempt: digit(3), group: digit(2) };
  return { ...small, firstOutput: RUN * digit(2), row: digit(CELL_LIMITS.row), count: RUN };
}

/** Two uniforms of 24 bits as one whole number below 2^48. */
const joined = (one: number, other: number): number =>
  Math.round(one * 2 ** 24) * 2 ** 24 + Math.round(other * 2 ** 24);

it('no two streams are equal: other cells, layers, trials, seeds and purposes draw other numbers', () => {
  const wanted = process.env.KIRCHHOFF_FULL === '1' ? 1e7 : 1e6;
  const keys = everyKey();
  expect(new Set(purposes.map((labels) => labels.join())).size).toBe(10 + 2 * 6 + 2);
  const runs = Math.ceil(wanted / (keys.length * (RUN / 4)));
  const count = keys.length * runs * (RUN / 4);
  const [first, second] = [new Float64Array(count), new Float64Array(count)];
  const numbers = new Float32Array(RUN);
  let at = 0;
  for (const own of keys)
    for (let run = 0; run < runs; run++) {
      fillUniforms(own, runAt(run), numbers, 0);
      for (let i = 0; i < RUN; i += 4, at++) {
        first[at] = joined(numbers[i], numbers[i + 1]);
        second[at] = joined(numbers[i + 2], numbers[i + 3]);
      }
    }
  const order = first.slice().sort();
  const twice = new Set(order.filter((value, index) => index > 0 && value === order[index - 1]));
  const suspects: string[] = [];
  first.forEach((value, index) => {
    if (twice.has(value)) suspects.push(`${value} ${second[index]}`);
  });
  recordProof('Streams of random numbers', {
    streams: count,
    'equal pairs': suspects.length - new Set(suspects).size,
  });
  expect(suspects.length).toBeLessThan(10);
  expect(new Set(suspects).size).toBe(suspects.length);
  expect(count).toBeGreaterThanOrEqual(wanted);
}, 300_000);
