import type {
  Device,
  DriftExponent,
  Host,
  MeasuredTable,
  ProgrammingVariation,
  Quantity,
  ReadNoise,
  Spread,
} from '@kirchhoff/model';
import type { PlanDevice, PlanProgrammingLaw, PlanTableLaw, Spread as PlanSpread } from '@kirchhoff/plan';
import { planFile } from './data.js';

const valueOf = (quantity: Quantity | undefined): number | null => quantity?.value ?? null;

/** A spread by its basis; the checker has made sure that a fraction has one. */
export const planSpread = (spread: Spread): PlanSpread =>
  spread.dimension === 'conductance'
    ? { of: 'absolute', siemens: spread.value }
    : { of: spread.basis as 'target' | 'range' | 'on_state', fraction: spread.value };

type TableColumns = Pick<PlanTableLaw, 'target' | 'value' | 'mean' | 'sigma' | 'covers'>;

function columnsOf({ columns, lowest, highest }: MeasuredTable): TableColumns {
  const { target, value = null, mean = null, sigma = null } = columns;
  const covers = lowest === undefined || highest === undefined ? null : { low: lowest, high: highest };
  return { target, value, mean, sigma, covers };
}

function lawOf(law: ProgrammingVariation, host: Host): PlanProgrammingLaw {
  switch (law.kind) {
    case 'normal':
      return { kind: 'normal', sigma: planSpread(law.sigma) };
    case 'lognormal':
      return {
        kind: 'lognormal',
        sigma: valueOf(law.sigma),
        sigmaOn: valueOf(law.sigmaOn),
        sigmaOff: valueOf(law.sigmaOff),
        centre: law.centre,
      };
    case 'uniform':
      return { kind: 'uniform', halfWidth: planSpread(law.halfWidth) };
    case 'polynomial':
      return { kind: 'polynomial', scale: law.scale.value, sigma: law.sigma.map((term) => term.value) };
    case 'saturating':
      return { kind: 'saturating', limit: law.limit.value, at: law.at.value };
    case 'table':
      return {
        kind: 'table',
        file: planFile(law.file, host),
        ...columnsOf(law.measured),
      };
  }
}

function noiseOf(noise: ReadNoise, host: Host): PlanDevice['readNoise'] {
  if (noise.kind !== 'one_over_f') return lawOf(noise, host);
  const { scale, q, power, limit, tRead } = noise;
  return {
    kind: 'one_over_f',
    scale: scale.value,
    q: q.value,
    power: power.value,
    limit: limit.value,
    tRead: tRead.value,
  };
}

type PlanExponent = NonNullable<PlanDevice['drift']>['nu'];

const exponentOf = (exponent: DriftExponent): PlanExponent =>
  'dimension' in exponent
    ? { kind: 'number', value: exponent.value }
    : {
        kind: 'clamped_log',
        slope: exponent.slope.value,
        offset: exponent.offset.value,
        low: exponent.low.value,
        high: exponent.high.value,
      };

function driftOf(drift: Device['drift']): PlanDevice['drift'] {
  if (drift === undefined) return null;
  return {
    time: drift.time.value,
    nu: exponentOf(drift.nu),
    nuSigma: drift.nuSigma === undefined ? null : exponentOf(drift.nuSigma),
    t0: drift.t0.value,
    scale: valueOf(drift.scale),
    compensate: drift.compensate ?? 'none',
  };
}

/** A device as the plan records it. */
export function planDevice(device: Device, host: Host): PlanDevice {
  const ratio = device.onOffRatio.value;
  const { relaxation, writeVerify } = device;
  return {
    onState: device.onState.value,
    onOffRatio: Number.isFinite(ratio) ? ratio : null,
    levels: device.levels === 'continuous' ? null : device.levels.value,
    programming: device.programmingVariation === undefined ? null : lawOf(device.programmingVariation, host),
    shared: { perChip: device.shared?.perChip?.value ?? 0, perColumn: device.shared?.perColumn?.value ?? 0 },
    writeVerify:
      writeVerify === undefined
        ? null
        : { tolerance: planSpread(writeVerify.tolerance), attempts: writeVerify.attempts.value },
    clip: device.clip,
    stuckOn: device.stuckOn?.value ?? 0,
    stuckOff: device.stuckOff?.value ?? 0,
    readNoise: device.readNoise === undefined ? null : noiseOf(device.readNoise, host),
    drift: driftOf(device.drift),
    relaxation:
      relaxation === undefined
        ? null
        : {
            time: relaxation.time.value,
            meanPerLn: relaxation.meanPerLn.value,
            sigmaPerLn: relaxation.sigmaPerLn?.value ?? 0,
            sigma: relaxation.sigma?.value ?? 0,
          },
  };
}
