import type { ReadNoise } from '../noise/law.js';
import type { Device } from '../program/device.js';
import { oracleCell, oracleLaw } from './law.js';

const deviation = (values: ArrayLike<number>): number => {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
};

function lognormalSigma(law: Extract<ReadNoise, { kind: 'lognormal' }>, g: number, device: Device): number {
  if (law.sigma !== null) {
    const mean = law.centre === 'mean' ? 1 : Math.exp(law.sigma ** 2 / 2);
    return g * mean * Math.sqrt(Math.expm1(law.sigma ** 2));
  }
  const ratio = device.onOffRatio ?? Infinity;
  const resistance = Math.min(device.onState / g, ratio);
  const [on, off] = [law.sigmaOn ?? 0, law.sigmaOff ?? 0];
  const s = on + ((off - on) * (resistance - 1)) / (ratio - 1);
  return (device.onState / resistance) * Math.exp(s ** 2) * Math.sqrt(Math.expm1(s ** 2));
}

/** Standard deviation [S] of read noise at a programmed conductance [S] in float64 (model.md sections 2 and 10). */
export function oracleReadNoise(
  noise: ReadNoise,
  conductance: number,
  device: Device,
  readVoltage: number,
): number {
  const g = Math.abs(conductance);
  const at = (draw: number): number =>
    noise.kind === 'one_over_f' ? NaN : oracleLaw(noise, g, draw, oracleCell(device, readVoltage));
  switch (noise.kind) {
    case 'one_over_f': {
      const size = Math.min(noise.q / (g / noise.scale) ** noise.power, noise.limit);
      const { time } = device.drift ?? { time: NaN };
      return g * size * Math.sqrt(Math.max(0, Math.log((time + noise.tRead) / (2 * noise.tRead))));
    }
    case 'uniform':
      return (at(1) - g) / Math.sqrt(3);
    case 'lognormal':
      return lognormalSigma(noise, g, device);
    case 'table': {
      const { residuals, ...table } = noise.table;
      if (residuals === null) return at(1) - at(0);
      const sigmas = Float64Array.from(residuals, deviation);
      const own = { kind: 'table', table: { ...table, residuals: null, sigmas } } as const;
      const cell = oracleCell(device, readVoltage);
      return oracleLaw(own, g, 1, cell) - oracleLaw(own, g, 0, cell);
    }
    default:
      return at(1) - at(0);
  }
}
