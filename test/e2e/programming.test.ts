import { apart, cellsOf, INPUTS, probeOf, targetAt, TRIALS, WEIGHTS, writeWeights } from './known.js';
import { scratch, write } from './kir.js';

const cwd = scratch();
const CELLS = TRIALS * INPUTS * WEIGHTS.length * 2;
const normal = 'programming_variation = normal(sigma = 2 uS)';
/** Distance between float32 conductances and an equation in float64 [S]. */
const ROUNDING = 2e-11;

let base: Float32Array;
/** Normals and uniforms of the cells, from the conductances of the plainest laws. */
let z: Float64Array;
let u: Float64Array;

beforeAll(() => {
  writeWeights(cwd);
  base = cellsOf(cwd, normal);
  z = Float64Array.from(base, (g, cell) => (g - targetAt(cell)) / 2e-6);
  const box = cellsOf(cwd, 'programming_variation = uniform(half_width = 3 uS)');
  u = Float64Array.from(box, (g, cell) => (g - targetAt(cell) + 3e-6) / 6e-6);
});

const mean = (values: ArrayLike<number>, of = (value: number): number => value): number =>
  Array.from(values, of).reduce((sum, value) => sum + value, 0) / values.length;
const square = (value: number): number => value * value;
/** Standard errors between a share of the cells and its probability. */
const errors = (share: number, p: number): number => Math.abs(share - p) / Math.sqrt((p * (1 - p)) / CELLS);

it('draws standard normals and uniforms', () => {
  expect(base).toHaveLength(CELLS);
  expect(Math.abs(mean(z))).toBeLessThan(4 / Math.sqrt(CELLS));
  expect(Math.abs(mean(z, square) - 1)).toBeLessThan(4 * Math.sqrt(2 / CELLS));
  expect(Math.abs(mean(u) - 0.5)).toBeLessThan(4 / Math.sqrt(12 * CELLS));
  expect(Math.abs(mean(u, square) - 1 / 3)).toBeLessThan(4 / Math.sqrt(11 * CELLS));
  expect(u.every((value) => value > -1e-5 && value < 1 + 1e-5)).toBe(true);
});

const spreadR = (t: number): number => 0.05 + (0.45 * (1 / t - 1e4)) / 9e4;

it.each<[string, (t: number, z: number) => number, string?]>([
  ['normal(sigma = 5 % of target)', (t, e) => t * (1 + 0.05 * e)],
  ['normal(sigma = 10 % of range)', (t, e) => Math.min(1e-4, Math.max(1e-5, t + 0.1 * 9e-5 * e)), 'range'],
  ['normal(sigma = 20 % of on_state)', (t, e) => Math.max(0, t + 0.2 * 1e-4 * e), 'nonnegative'],
  ['lognormal(sigma = 0.2)', (t, e) => t * Math.exp(0.2 * e)],
  ['lognormal(sigma = 0.2, centre = mean)', (t, e) => t * Math.exp(0.2 * e - 0.02)],
  [
    'lognormal(sigma_on = 0.05, sigma_off = 0.5)',
    (t, e) => 1 / ((1 / t) * Math.exp(spreadR(t) * e - spreadR(t) ** 2 / 2)),
  ],
  [
    'polynomial(scale = 50 uS, sigma = [1 uS, 2 uS, -1.5 uS])',
    (t, e) => t + Math.max(0, 1 + 2 * (t / 5e-5) - 1.5 * (t / 5e-5) ** 2) * 1e-6 * e,
  ],
  [
    'saturating(limit = 500 nA, at = 5 uA)',
    (t, e) => t + (5e-7 / 0.2) * (1 - Math.exp((-t * 0.2) / 5e-6)) * e,
  ],
])('%s follows its equation, cell by cell', (law, equation, clip = 'none') => {
  const found = cellsOf(cwd, `programming_variation = ${law}`, clip);
  const most = found.reduce((largest, g) => Math.max(largest, g), 0);
  expect(apart(found, (cell) => equation(targetAt(cell), z[cell]!))).toBeLessThan(ROUNDING + 6e-7 * most);
});

it('a table of means and sigmas is interpolated, in the units of its header', () => {
  write(
    cwd,
    'moments.csv',
    '# wafer 7\ntarget [uS]; mean [uS]; sd [nS]\n5; 6; 500\n60; 59; 2000\n110; 112; 900\n',
  );
  const law = 'table("moments.csv", target = "target", mean = "mean", sigma = "sd")';
  const found = cellsOf(cwd, `programming_variation = ${law}`);
  const expected = (cell: number): number => {
    const t = targetAt(cell) * 1e6;
    const [shift, sigma] =
      t < 60
        ? [1 - (2 * (t - 5)) / 55, 0.5 + (1.5 * (t - 5)) / 55]
        : [-1 + (3 * (t - 60)) / 50, 2 - (1.1 * (t - 60)) / 50];
    return (t + shift! + sigma! * z[cell]!) * 1e-6;
  };
  expect(apart(found, expected)).toBeLessThan(ROUNDING);
});

it('a table of pairs is read at the rank of the cell between its two neighbouring targets', () => {
  write(cwd, 'pairs.csv', 'target [uS],read back [nS]\n110,113000\n5,6000\n5,5500\n110,109000\n5,8000\n');
  const law = 'table("pairs.csv", target = "target", value = "read back")';
  const found = cellsOf(cwd, `programming_variation = ${law}`);
  const expected = (cell: number): number => {
    const rank = u[cell]!;
    const low = rank < 0.5 ? 0.5 + rank : 1 + 2 * (2 * rank - 1);
    const share = (targetAt(cell) * 1e6 - 5) / 105;
    return targetAt(cell) + (low * (1 - share) + (4 * rank - 1) * share) * 1e-6;
  };
  expect(apart(found, expected)).toBeLessThan(10 * ROUNDING);
});

it('write-verify keeps what is close enough and draws the rest again', () => {
  const found = probeOf(cwd, `${normal}\n  write_verify { tolerance = 1 uS, attempts = 3 }`);
  const cells = found.get('fc.conductances')!.data;
  const close = (g: number, cell: number): boolean => Math.abs(g - Math.fround(targetAt(cell))) <= 1e-6;
  let [kept, within] = [0, 0];
  base.forEach((g, cell) => {
    if (close(cells[cell]!, cell)) within++;
    if (!close(g, cell)) return;
    kept++;
    expect(cells[cell]).toBe(g);
  });
  const p = 0.3829249;
  expect(errors(kept / CELLS, p)).toBeLessThan(4);
  expect(errors(within / CELLS, 1 - (1 - p) ** 3)).toBeLessThan(4);
  expect(mean(found.get('fc.within_tolerance')!.data)).toBeCloseTo(within / CELLS, 6);
  expect(mean(found.get('fc.mean_attempts')!.data)).toBeCloseTo(1 + (1 - p) + (1 - p) ** 2, 1);
});

it('shared parts are one normal for a chip and one for a bit line', () => {
  const found = cellsOf(cwd, `${normal}\n  shared { per_chip = 30 %, per_column = 20 % }`);
  const common = Float64Array.from(
    found,
    (g, cell) => (g - targetAt(cell)) / 2e-6 - Math.sqrt(0.5) * z[cell]!,
  );
  const line = WEIGHTS.length * 2;
  const chip = INPUTS * line;
  const first = (cell: number): number => common[Math.floor(cell / chip) * chip + (cell % line)]!;
  expect(apart(common, first)).toBeLessThan(2e-5);
  const lines = Array.from(
    { length: TRIALS * line },
    (_, at) => common[Math.floor(at / line) * chip + (at % line)]!,
  );
  expect(new Set(lines.map((value) => value.toFixed(3))).size).toBeGreaterThan(TRIALS * line - 8);
  const chips = Array.from({ length: TRIALS }, (_, trial) =>
    mean(lines.slice(trial * line, (trial + 1) * line)),
  );
  const deviation = Math.sqrt(mean(lines, square) - mean(chips, square));
  expect(Math.abs(deviation - Math.sqrt(0.2))).toBeLessThan(0.15);
});

it('stuck cells sit at the ends of the range, the others where they were', () => {
  const found = cellsOf(cwd, `${normal}\n  stuck_on = 2 % of cells\n  stuck_off = 5 % of cells`);
  const moved = Array.from(found.keys()).filter((cell) => found[cell] !== base[cell]);
  const on = moved.filter((cell) => found[cell] === Math.fround(1e-4)).length;
  const off = moved.filter((cell) => found[cell] === Math.fround(1e-5)).length;
  expect(on + off).toBe(moved.length);
  expect(errors(on / CELLS, 0.02)).toBeLessThan(4);
  expect(errors(off / CELLS, 0.05)).toBeLessThan(4);
});

it('cells relax with the logarithm of the time', () => {
  const relaxation =
    'relaxation { time = 1 day, mean_per_ln = -0.089 uS, sigma_per_ln = 0.042 uS, sigma = 0.4118 uS }';
  const found = cellsOf(cwd, `${normal}\n  ${relaxation}`);
  const logarithm = Math.log(86_400);
  const sigma = 0.042 * logarithm + 0.4118;
  const own = Float64Array.from(found, (g, cell) => ((g - base[cell]!) * 1e6 + 0.089 * logarithm) / sigma);
  expect(Math.abs(mean(own))).toBeLessThan(4 / Math.sqrt(CELLS));
  expect(Math.abs(mean(own, square) - 1)).toBeLessThan(4 * Math.sqrt(2 / CELLS));
  expect(Math.abs(mean(own.map((e, cell) => e * z[cell]!)))).toBeLessThan(4 / Math.sqrt(CELLS));
});

describe('drift', () => {
  const drift = (more = ''): string =>
    `${normal}\n  drift { time = 1 day, nu = 0.05, nu_sigma = 0.01, t0 = 20 s${more} }`;
  let drifted: Float32Array;
  beforeAll(() => {
    drifted = cellsOf(cwd, drift());
  });

  it('has an exponent of its own for every cell', () => {
    const nu = drifted.map((g, cell) => -Math.log(g / base[cell]!) / Math.log(4320));
    expect(Math.abs(mean(nu) - 0.05) / 0.01).toBeLessThan(4 / Math.sqrt(CELLS));
    const deviation = Math.sqrt(mean(nu, (value) => square(value - 0.05)));
    expect(Math.abs(deviation / 0.01 - 1)).toBeLessThan(4 / Math.sqrt(2 * CELLS));
  });

  it('is divided by the measured mean decay of each chip where it is compensated', () => {
    const weights = probeOf(cwd, drift(', compensate = global'), { what: 'weights' }).get('fc.weights')!.data;
    const size = CELLS / TRIALS;
    for (let trial = 0; trial < TRIALS; trial++) {
      const part = [trial * size, (trial + 1) * size] as const;
      const decay = mean(drifted.subarray(...part)) / mean(base.subarray(...part));
      const expected = (at: number): number =>
        (drifted[part[0] + 2 * at]! - drifted[part[0] + 2 * at + 1]!) / 9e-5 / decay;
      expect(apart(weights.subarray(part[0] / 2, part[1] / 2), expected)).toBeLessThan(2e-6);
    }
  });
});
