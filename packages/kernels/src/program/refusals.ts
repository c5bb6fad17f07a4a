import { CELL_LIMITS } from '@kirchhoff/random';
import { broken, must, type Refusal, type Rule } from '../refusal.js';
import {
  conductanceEnds,
  type ConductanceSpread,
  type Device,
  type Drift,
  type DriftExponent,
  type ProgrammingLaw,
} from './device.js';
import { covers } from './measured.js';

const at = 'device.programming';

const atLeastZero = (setting: string, value: number): Rule =>
  must(setting, value, value >= 0 && Number.isFinite(value), 'finite and not negative');

const aboveZero = (setting: string, value: number): Rule =>
  must(setting, value, value > 0 && Number.isFinite(value), 'finite and above 0');

const finite = (setting: string, value: number): Rule =>
  must(setting, value, Number.isFinite(value), 'finite');

const spreadRule = (setting: string, spread: ConductanceSpread): Rule =>
  atLeastZero(setting, spread.of === 'absolute' ? spread.siemens : spread.fraction);

function lognormalRules(law: Extract<ProgrammingLaw, { kind: 'lognormal' }>, ratio: number | null): Rule[] {
  const ends = law.sigmaOn !== null && law.sigmaOff !== null;
  const rules = [
    must(`${at}.sigma`, law.sigma ?? 'none', law.sigma !== null || ends, 'one number, or one for each end'),
  ];
  if (law.sigma !== null) return [...rules, atLeastZero(`${at}.sigma`, law.sigma)];
  return [
    ...rules,
    atLeastZero(`${at}.sigmaOn`, law.sigmaOn ?? 0),
    atLeastZero(`${at}.sigmaOff`, law.sigmaOff ?? 0),
    must(
      'device.onOffRatio',
      ratio ?? 'infinite',
      ratio !== null,
      'finite where the log-normal has two sigmas',
    ),
  ];
}

/** What is wrong about a law of cells with these states. */
export function lawRules(law: ProgrammingLaw, device: Pick<Device, 'onState' | 'onOffRatio'>): Rule[] {
  switch (law.kind) {
    case 'normal':
      return [spreadRule(`${at}.sigma`, law.sigma)];
    case 'uniform':
      return [spreadRule(`${at}.halfWidth`, law.halfWidth)];
    case 'lognormal':
      return lognormalRules(law, device.onOffRatio);
    case 'polynomial':
      return [
        aboveZero(`${at}.scale`, law.scale),
        ...law.sigma.map((term, i) => finite(`${at}.sigma.${i}`, term)),
      ];
    case 'saturating':
      return [atLeastZero(`${at}.limit`, law.limit), aboveZero(`${at}.at`, law.at)];
    case 'table': {
      const { on, off } = conductanceEnds(device);
      const { targets } = law.table;
      const span = `${targets[0]} S to ${targets[targets.length - 1]} S`;
      return [must(`${at}.table`, span, covers(law.table, off, on), `a table from ${off} S to ${on} S`)];
    }
  }
}

function exponentRules(setting: string, exponent: DriftExponent | null): Rule[] {
  if (exponent === null) return [];
  if (exponent.kind === 'number') return [atLeastZero(setting, exponent.value)];
  const { slope, offset, low, high } = exponent;
  return [
    finite(`${setting}.slope`, slope),
    finite(`${setting}.offset`, offset),
    atLeastZero(`${setting}.low`, low),
    must(`${setting}.high`, high, high >= low, `at least ${low}, the lower limit`),
  ];
}

function driftRules(drift: Drift | null): Rule[] {
  if (drift === null) return [];
  const { time, t0, nu, nuSigma, scale } = drift;
  const relative = nu.kind === 'clamped_log' || nuSigma?.kind === 'clamped_log';
  const scaled = !relative || (scale !== null && scale > 0);
  return [
    aboveZero('device.drift.time', time),
    aboveZero('device.drift.t0', t0),
    ...exponentRules('device.drift.nu', nu),
    ...exponentRules('device.drift.nuSigma', nuSigma),
    must('device.drift.scale', scale ?? 'none', scaled, 'above 0 where an exponent depends on ln(G / scale)'),
  ];
}

function relaxationRules(relaxation: Device['relaxation']): Rule[] {
  if (relaxation === null) return [];
  const { time, meanPerLn, sigmaPerLn, sigma } = relaxation;
  return [
    aboveZero('device.relaxation.time', time),
    finite('device.relaxation.meanPerLn', meanPerLn),
    finite('device.relaxation.sigmaPerLn', sigmaPerLn),
    atLeastZero('device.relaxation.sigma', sigma),
  ];
}

function sharedRules({ perChip, perColumn }: Device['shared']): Rule[] {
  return [
    atLeastZero('device.shared.perChip', perChip),
    atLeastZero('device.shared.perColumn', perColumn),
    must('device.shared', perChip + perColumn, perChip + perColumn <= 1, 'at most 1 together'),
  ];
}

function verifyRules(verify: Device['writeVerify']): Rule[] {
  if (verify === null) return [];
  const { attempts, tolerance } = verify;
  const counted = Number.isInteger(attempts) && attempts >= 1 && attempts <= CELL_LIMITS.attempt;
  return [
    spreadRule('device.writeVerify.tolerance', tolerance),
    must('device.writeVerify.attempts', attempts, counted, `a whole number from 1 to ${CELL_LIMITS.attempt}`),
  ];
}

/** What `programLayer` refuses about a device. */
export function programmingRefusals(device: Device): readonly Refusal[] {
  const { stuckOn, stuckOff, programming } = device;
  return broken([
    ...(programming === null ? [] : lawRules(programming, device)),
    ...sharedRules(device.shared),
    ...verifyRules(device.writeVerify),
    atLeastZero('device.stuckOn', stuckOn),
    atLeastZero('device.stuckOff', stuckOff),
    must('device.stuckOff', stuckOff, stuckOn + stuckOff <= 1, 'at most 1 together with stuckOn'),
    ...driftRules(device.drift),
    ...relaxationRules(device.relaxation),
  ]);
}
