import { type Device, mapWeights, programLayer } from '@kirchhoff/kernels';
import { key } from '@kirchhoff/random';
import { exactDevice, plainWeights } from '../conformance/analog/configuration.js';
import { recordProof } from '../proof/record.js';
import { apart as relative, momentsOf, OUTPUTS, ROWS, TILES, weightErrors } from './weightErrors.js';

const compared: number[] = [];
function apart(found: number, expected: number): number {
  compared.push(relative(found, expected));
  return compared.at(-1)!;
}
beforeEach(() => (compared.length = 0));
afterEach(() => {
  if (compared.length === 0) return;
  recordProof('Moments of weights and cells against closed forms', {
    'weights each': ROWS * OUTPUTS,
    moments: compared.length,
    'worst relative error': Math.max(...compared),
  });
});

const normal = (of: 'target' | 'range' | 'on_state', fraction: number): Pick<Device, 'programming'> => ({
  programming: { kind: 'normal', sigma: { of, fraction } },
});
const offset = { scheme: 'digital_offset' } as const;
const reference = { scheme: 'reference_column' } as const;
/** r' = 1 - 1 / r */
const closing = (ratio: number | null): number => (ratio === null ? 1 : 1 - 1 / ratio);

describe('law 3: sigma of on_state', () => {
  const alpha = 0.05;
  it.each([
    [null, 0.0707, 0.1, 0.1414],
    [10, 0.0786, 0.1111, 0.1571],
    [3, 0.1061, 0.15, 0.2121],
    [1.5, 0.2121, 0.3, 0.4243],
  ])('on/off ratio %s', (onOffRatio, pair, single, referenced) => {
    const device = { onOffRatio, ...normal('on_state', alpha) };
    const deviation = (mapping: object): number =>
      momentsOf(weightErrors({ w: 0.3, mapping, device })).deviation;
    const found = deviation({});
    expect(apart(found, (Math.SQRT2 * alpha) / closing(onOffRatio))).toBeLessThan(0.01);
    expect(apart(found, pair)).toBeLessThan(0.01);
    expect(apart(deviation({ centred: true }), pair)).toBeLessThan(0.01);
    expect(apart(deviation(offset), single)).toBeLessThan(0.01);
    expect(apart(deviation(reference), referenced)).toBeLessThan(0.01);
  });

  it('half of the variance of a reference column is common to all outputs of the tile', () => {
    const errors = weightErrors({
      w: 0.3,
      mapping: reference,
      device: { onOffRatio: 10, ...normal('on_state', alpha) },
    });
    let common = 0;
    let own = 0;
    let pairs = 0;
    for (let at = 1; at + 1 < errors.length; at += 2, pairs++) {
      common += errors[at] * errors[at + 1];
      own += (errors[at] ** 2 + errors[at + 1] ** 2) / 2;
    }
    expect(pairs).toBe((ROWS * OUTPUTS) / 2 - 1);
    expect(common / own).toBeGreaterThan(0.49);
    expect(common / own).toBeLessThan(0.51);
  });

  it('n reference columns are averaged', () => {
    const device = { onOffRatio: 10, ...normal('on_state', alpha) };
    const { deviation } = momentsOf(weightErrors({ w: 0.3, mapping: { ...reference, columns: 4 }, device }));
    expect(apart(deviation, (2 * Math.sqrt(1.25) * alpha) / 0.9)).toBeLessThan(0.01);
  });
});

describe('law 4: sigma of target', () => {
  const alpha = 0.08;
  it.each([
    [null, 0.4],
    [10, 0],
    [10, 0.5],
    [3, -1],
    [1.5, 0.25],
  ])('on/off ratio %s, w = %s', (onOffRatio, w) => {
    const device = { onOffRatio, ...normal('target', alpha) };
    const deviation = (mapping: object): number => momentsOf(weightErrors({ w, mapping, device })).deviation;
    const span = closing(onOffRatio);
    const off = 1 - span;
    const middle = (sign: number): number => off + (span * (1 + sign * w)) / 2;
    const pair = (alpha * Math.hypot(off + span * Math.abs(w), off)) / span;
    expect(apart(deviation({}), pair)).toBeLessThan(0.01);
    expect(
      apart(deviation({ centred: true }), (alpha * Math.hypot(middle(1), middle(-1))) / span),
    ).toBeLessThan(0.01);
    expect(apart(deviation(offset), (2 * alpha * middle(1)) / span)).toBeLessThan(0.01);
  });
});

it('law 5: sigma of on_state at a finite ratio is the infinite ratio with sigma / r, draw for draw', () => {
  for (const ratio of [1.5, 3, 20]) {
    const finite = weightErrors({ w: 0.3, device: { onOffRatio: ratio, ...normal('on_state', 0.05) } });
    const infinite = weightErrors({ w: 0.3, device: normal('on_state', 0.05 / closing(ratio)) });
    const worst = finite.reduce((most, error, at) => Math.max(most, Math.abs(error - infinite[at])), 0);
    expect(worst).toBeLessThan((8 * 2 ** -24) / closing(ratio));
  }
});

it('law 6: two averaged cells in the offset scheme close the gap to the differential pair', () => {
  for (const basis of ['range', 'on_state'] as const) {
    const device = { onOffRatio: 4, ...normal(basis, 0.06) };
    const two = momentsOf(weightErrors({ w: -0.2, mapping: { ...offset, cells: 2 }, device })).deviation;
    const pair = momentsOf(weightErrors({ w: -0.2, device })).deviation;
    expect(apart(two, pair)).toBeLessThan(0.01);
  }
});

it('law 7: clipping at 0 S with an ideal off state', () => {
  const sigma = 0.1;
  const device = { clip: 'nonnegative' as const, ...normal('range', sigma) };
  expect(apart(momentsOf(weightErrors({ w: 0, device })).deviation, 0.8256 * sigma)).toBeLessThan(0.01);
  const cells = { ...exactDevice, ...device };
  const weights = new Float32Array(ROWS * OUTPUTS);
  weights[0] = 1;
  const mapped = mapWeights({ groups: 1, inputs: ROWS, outputs: OUTPUTS, weights }, plainWeights, cells);
  const { planes } = programLayer(mapped, cells, { key: key(5), columnTiles: TILES });
  const { mean, deviation } = momentsOf(planes[1][0][0].map((g) => g / cells.onState));
  expect(apart(mean, 0.3989 * sigma)).toBeLessThan(0.01);
  expect(apart(deviation, 0.5838 * sigma)).toBeLessThan(0.01);
});

describe('law 8: log-normal', () => {
  const s = 0.3;
  const cell = (programming: Device['programming'], onOffRatio: number | null): Float32Array => {
    const device = { ...exactDevice, onOffRatio, programming };
    const weights = new Float32Array(ROWS * OUTPUTS).fill(1);
    const mapped = mapWeights({ groups: 1, inputs: ROWS, outputs: OUTPUTS, weights }, plainWeights, device);
    return programLayer(mapped, device, { key: key(8), columnTiles: TILES }).planes[0][0][0];
  };
  const variation = Math.sqrt(Math.exp(s * s) - 1);

  it('keeps the median', () => {
    const { mean, deviation } = momentsOf(
      cell({ kind: 'lognormal', sigma: s, sigmaOn: null, sigmaOff: null, centre: 'median' }, null),
    );
    expect(apart(mean / exactDevice.onState, Math.exp((s * s) / 2))).toBeLessThan(0.01);
    expect(apart(deviation / mean, variation)).toBeLessThan(0.01);
  });

  it('keeps the mean', () => {
    const { mean, deviation } = momentsOf(
      cell({ kind: 'lognormal', sigma: s, sigmaOn: null, sigmaOff: null, centre: 'mean' }, null),
    );
    expect(apart(mean / exactDevice.onState, 1)).toBeLessThan(0.01);
    expect(apart(deviation / mean, variation)).toBeLessThan(0.01);
  });

  it('keeps the mean of the resistance where it has two sigmas', () => {
    const law = { kind: 'lognormal', sigma: null, sigmaOn: s, sigmaOff: 0.6, centre: 'mean' } as const;
    const { mean, deviation } = momentsOf(cell(law, 10).map((g) => 1 / g));
    expect(apart(mean * exactDevice.onState, 1)).toBeLessThan(0.01);
    expect(apart(deviation / mean, variation)).toBeLessThan(0.01);
  });
});

it('a uniform law has the half width asked for', () => {
  const errors = weightErrors({
    w: 0.5,
    mapping: offset,
    device: { programming: { kind: 'uniform', halfWidth: { of: 'absolute', siemens: 1e-5 } } },
  });
  const { deviation } = momentsOf(errors);
  expect(apart(deviation, (2 * 0.1) / Math.sqrt(3))).toBeLessThan(0.01);
  expect(errors.reduce((most, error) => Math.max(most, Math.abs(error)), 0)).toBeLessThan(0.2000001);
});

it('stuck cells sit at the ends of the range, as many as asked for', () => {
  const device = { ...exactDevice, onOffRatio: 10, stuckOn: 0.02, stuckOff: 0.05 };
  const weights = new Float32Array(ROWS * OUTPUTS).fill(0.5);
  weights[0] = 1;
  const mapped = mapWeights({ groups: 1, inputs: ROWS, outputs: OUTPUTS, weights }, plainWeights, device);
  const { planes } = programLayer(mapped, device, { key: key(9), columnTiles: TILES });
  const share = (value: number): number =>
    planes[0][0][0].reduce((sum, g) => sum + (g === Math.fround(value) ? 1 : 0), 0) / (ROWS * OUTPUTS);
  expect(apart(share(1e-4), 0.02)).toBeLessThan(0.05);
  expect(apart(share(1e-5), 0.05)).toBeLessThan(0.05);
});
