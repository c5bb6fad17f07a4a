import { exp32, log32, log64 } from '@kirchhoff/random';
import type { ProgrammingLaw } from '../program/device.js';
import { type LawSetting, lawSigma, type Sigma } from '../program/sigma.js';

/** 1/f noise of phase-change cells, growing with the time since programming; siemens and seconds. */
export interface OneOverF {
  readonly kind: 'one_over_f';
  readonly scale: number;
  readonly q: number;
  readonly power: number;
  readonly limit: number;
  readonly tRead: number;
}

/** Laws of the part of a conductance that is drawn at every conversion (model.md section 2). */
export type ReadNoise = ProgrammingLaw | OneOverF;

const f = Math.fround;

/**
 * sigma = G Q sqrt(ln((t + t_read) / (2 t_read))), Q = min(q / (G / scale)^power, limit); t seconds since programming.
 * Nandakumar et al., ICECS 2019. Before t_read there is none.
 */
function oneOverF(law: OneOverF, time: number): Sigma {
  const growth = log64((time + law.tRead) / (2 * law.tRead));
  const root = f(Math.sqrt(growth > 0 ? growth : 0));
  const [scale, q, power, limit] = [f(law.scale), f(law.q), f(law.power), f(law.limit)];
  return (g) => {
    const size = Math.abs(g);
    const factor = f(q * exp32(f(-power * log32(f(size / scale)))));
    return f(f(size * (factor < limit ? factor : limit)) * root);
  };
}

/**
 * Standard deviation [S] of read noise as a function of the programmed conductance [S], at its magnitude; the log-normal with
 * two sigmas at no less than G_off. `time` [s] since programming.
 */
export function readNoiseSigma(noise: ReadNoise, setting: LawSetting, time: number): Sigma {
  if (noise.kind === 'one_over_f') return oneOverF(noise, time);
  const sigma = lawSigma(noise, setting);
  const least = noise.kind === 'lognormal' && noise.sigma === null ? f(setting.ends.off) : 0;
  return (g) => {
    const size = Math.abs(g);
    return sigma(size > least ? size : least);
  };
}
