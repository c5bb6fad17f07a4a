import type { Device, ProgrammingLaw } from '@kirchhoff/kernels';
import type { PlanDevice, PlanProgrammingLaw } from '@kirchhoff/plan';

type Spread = Extract<ProgrammingLaw, { kind: 'normal' }>['sigma'];

const spreadTimes = (spread: Spread, factor: number): Spread =>
  spread.of === 'absolute'
    ? { of: 'absolute', siemens: spread.siemens * factor }
    : { of: spread.of, fraction: spread.fraction * factor };

const numberTimes = (value: number | null, factor: number): number | null =>
  value === null ? null : value * factor;

/** A law whose spread is multiplied; means and medians stay. Measured tables are no law of training. */
function lawTimes(law: PlanProgrammingLaw, factor: number): ProgrammingLaw {
  switch (law.kind) {
    case 'normal':
      return { ...law, sigma: spreadTimes(law.sigma, factor) };
    case 'lognormal':
      return {
        ...law,
        sigma: numberTimes(law.sigma, factor),
        sigmaOn: numberTimes(law.sigmaOn, factor),
        sigmaOff: numberTimes(law.sigmaOff, factor),
      };
    case 'uniform':
      return { ...law, halfWidth: spreadTimes(law.halfWidth, factor) };
    case 'polynomial':
      return { ...law, sigma: law.sigma.map((term) => term * factor) };
    case 'saturating':
      return { ...law, limit: law.limit * factor };
    case 'table':
      throw new RangeError('a measured table cannot be injected');
  }
}

function noiseTimes(noise: NonNullable<PlanDevice['readNoise']>, factor: number): Device['readNoise'] {
  return noise.kind === 'one_over_f'
    ? { ...noise, q: noise.q * factor, limit: noise.limit * factor }
    : lawTimes(noise, factor);
}

/**
 * The device reduced to the effects of an injection. `programming_variation` is everything drawn up to the read-out: the law, what cells
 * share, write-verify, relaxation, drift. `strength` multiplies the sigma of the law, of the relaxation and of read noise.
 */
export function injectedDevice(device: PlanDevice, effects: readonly string[], strength: number): Device {
  const varies = effects.includes('programming_variation');
  const sticks = effects.includes('stuck_cells');
  const { programming, relaxation, readNoise } = device;
  return {
    ...device,
    programming: varies && programming !== null ? lawTimes(programming, strength) : null,
    writeVerify: varies ? device.writeVerify : null,
    relaxation:
      varies && relaxation !== null
        ? {
            ...relaxation,
            sigmaPerLn: relaxation.sigmaPerLn * strength,
            sigma: relaxation.sigma * strength,
          }
        : null,
    drift: varies || effects.includes('read_noise') ? device.drift : null,
    stuckOn: sticks ? device.stuckOn : 0,
    stuckOff: sticks ? device.stuckOff : 0,
    readNoise: effects.includes('read_noise') && readNoise !== null ? noiseTimes(readNoise, strength) : null,
  };
}
