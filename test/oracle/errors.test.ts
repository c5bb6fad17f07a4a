import { technologies } from '../conformance/technologies.js';
import { type LayerStudy, probed } from './layerStudy.js';
import { apart, momentsOf } from './weightErrors.js';

const converters = 60;
const trials = 3;
const most = 31;

/** One weight of 1 on each of many converters of 6 bits from -1 to 1, driven by `images` from 0 to 1. */
const studyOf = (images: readonly number[], errors: string, device = ''): LayerStudy => ({
  inputs: 1,
  outputs: converters,
  weights: new Float32Array(converters).fill(1),
  bias: new Float32Array(converters),
  images: Float32Array.from(images),
  calibration: Float32Array.of(1),
  chip: `
  device { on_state = 100 uS, on_off_ratio = infinite ${device} }
  adc { bits = 6, range = fixed(-1, 1), ${errors} }
  array { size = 16 x 128 }
  inputs { bits = none, range = fixed(0, 1) }`,
});

const ramp = Array.from({ length: 32 * 8 + 1 }, (_, step) => step / (32 * 8));

/** Outputs in LSB, by chip and converter, image by image. */
type Read = (images: readonly number[], errors: string, device?: string) => Promise<number[][][]>;

describe.each(technologies)('%s kernels', (technology) => {
  const read: Read = async (images, errors, device) => {
    const { outputs } = await probed(studyOf(images, errors, device), 'outputs', { trials, technology });
    return Array.from({ length: trials }, (_, trial) =>
      Array.from({ length: converters }, (__, n) =>
        images.map((___, m) => outputs!.data[(trial * images.length + m) * converters + n] * most),
      ),
    );
  };
  const each = (chips: number[][][]): number[][] => chips.flat();

  it('gain_error and offset_error shift codes of a converter, drawn once for each of every chip', async () => {
    const offset = await read([0.5, 0.5, 0], 'offset_error = 2 LSB');
    for (const [first, second] of each(offset)) expect(second).toBe(first);
    const { mean, deviation } = momentsOf(each(offset).map(([, , code]) => code));
    expect(Math.abs(mean)).toBeLessThan(0.6);
    expect(apart(deviation, Math.sqrt(4 + 1 / 12))).toBeLessThan(0.12);
    expect(offset[0]).not.toEqual(offset[1]);
    const gain = await read([24 / most, 0], 'gain_error = 10 %');
    expect(apart(momentsOf(each(gain).map(([code]) => code)).deviation, 2.4)).toBeLessThan(0.15);
    for (const [, atZero] of each(gain)) expect(atZero).toBeCloseTo(0, 6);
  });

  it('inl bends the line by at most so many LSB, and not at its ends', async () => {
    const ideal = (await read(ramp, 'offset_error = 0 LSB'))[0][0];
    const bent = await read(ramp, 'inl = 3 LSB');
    const worst = each(bent).map((codes) => Math.max(...codes.map((code, at) => Math.abs(code - ideal[at]))));
    for (const off of worst) expect(off).toBeLessThanOrEqual(3 + 1e-4);
    expect(worst.filter((off) => off > 1.99).length).toBeGreaterThan(0.4 * worst.length);
    for (const codes of each(bent)) expect(codes.at(-1)).toBeCloseTo(most, 4);
    expect(bent[0][0]).not.toEqual(bent[0][1]);
    expect(bent[0]).not.toEqual(bent[1]);
  });

  it('dnl jumps from code to code and does not accumulate', async () => {
    const ideal = (await read(ramp, 'offset_error = 0 LSB'))[0][0];
    const rough = each(await read(ramp, 'dnl = 3 LSB'));
    const off = rough.flatMap((codes) => codes.map((code, at) => Math.abs(code - ideal[at])));
    expect(Math.max(...off)).toBeLessThanOrEqual(3 + 1e-4);
    expect(Math.max(...off)).toBeGreaterThan(0.99);
    const backwards = rough.filter((codes) => codes.some((code, at) => at > 0 && code < codes[at - 1] - 0.5));
    expect(backwards.length).toBeGreaterThan(0.5 * rough.length);
  });

  it('noise is drawn anew at every conversion', async () => {
    const images = new Array<number>(400).fill(0);
    const noisy = await read(images, 'noise = 1.5 LSB');
    const { mean, deviation } = momentsOf(noisy.flat(2));
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(apart(deviation, Math.sqrt(1.5 ** 2 + 1 / 12))).toBeLessThan(0.01);
    for (const codes of each(noisy)) expect(new Set(codes).size).toBeGreaterThan(3);
  });

  it.each([
    ['normal(sigma = 20 % of on_state)', Math.SQRT2 * 0.2],
    ['normal(sigma = 20 % of target)', 0.2],
    ['uniform(half_width = 30 % of on_state)', (Math.SQRT2 * 0.3) / Math.sqrt(3)],
    ['lognormal(sigma = 0.2)', Math.exp(0.02) * Math.sqrt(Math.expm1(0.04))],
    ['polynomial(scale = 100 uS, sigma = [0 uS, 10 uS, 5 uS])', 0.15],
  ])('read_noise = %s is drawn anew at every conversion', async (law, expected) => {
    const images = new Array<number>(400).fill(0.5);
    const noisy = await read(images, 'noise = 0 LSB', `, read_noise = ${law}`);
    const { deviation } = momentsOf(noisy.flat(2));
    expect(apart(deviation, Math.hypot((expected * most) / 2, Math.sqrt(1 / 12)))).toBeLessThan(0.015);
    const [[first, second]] = noisy;
    expect(first).not.toEqual(second);
  });

  it('read_noise of 1/f grows with the time since programming', async () => {
    const law = 'one_over_f(scale = 100 uS, q = 0.02, power = 0.5, limit = 0.2, t_read = 1 us)';
    const images = new Array<number>(400).fill(1);
    for (const [time, seconds] of [
      ['1 s', 1],
      ['1 day', 86_400],
    ] as const) {
      const aged = `, read_noise = ${law}, drift { time = ${time}, nu = 0, t0 = 1 s }`;
      const { deviation } = momentsOf(
        (
          await read(
            images.map(() => 0.5),
            'noise = 0 LSB',
            aged,
          )
        ).flat(2),
      );
      const sigma = 0.02 * Math.sqrt(Math.log((seconds + 1e-6) / 2e-6)) * 0.5 * most;
      expect(apart(deviation, Math.hypot(sigma, Math.sqrt(1 / 12)))).toBeLessThan(0.02);
    }
  });

  it('a chip has the same errors in whatever company its images come', async () => {
    const all = 'gain_error = 2 %, offset_error = 1 LSB, inl = 1 LSB, dnl = 1 LSB, noise = 0.5 LSB';
    const whole = await read([0.1, 0.4, 0.9], all, ', read_noise = normal(sigma = 3 % of on_state)');
    const part = await read([0.1, 0.4], all, ', read_noise = normal(sigma = 3 % of on_state)');
    expect(whole.map((chip) => chip.map((codes) => codes.slice(0, 2)))).toEqual(part);
  });
});
