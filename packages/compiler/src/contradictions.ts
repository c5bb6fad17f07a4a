import { type Chip, outsideValid, type Problem } from '@kirchhoff/model';
import type { PlanChip, PlanDevice } from '@kirchhoff/plan';
import { slicesOf } from './mapping/cells.js';

interface Contradiction {
  readonly breaks: (chip: PlanChip) => boolean;
  readonly setting: (chip: PlanChip) => string;
  readonly reason: (chip: PlanChip) => string;
}

const bipolar = ({ weights }: PlanChip): boolean =>
  weights.scheme !== 'digital_offset' && weights.subtract === 'analog';

const offState = ({ onState, onOffRatio }: PlanDevice): number =>
  onOffRatio === null ? 0 : onState / onOffRatio;

/** Most bits of a converter whose codes have errors of their own. */
const mostCurvedBits = 12;

/** Written units differ from SI in the last digits. */
const rounding = 1e-9;

function outsideTable(law: PlanDevice['readNoise'], device: PlanDevice): boolean {
  if (law?.kind !== 'table' || law.covers === null) return false;
  const { low, high } = law.covers;
  const margin = rounding * device.onState;
  return low > offState(device) + margin || high < device.onState - margin;
}

const microsiemens = (siemens: number): string => `${Number((siemens * 1e6).toPrecision(4))} uS`;
const spanOf = (device: PlanDevice): string =>
  `${microsiemens(offState(device))} to ${microsiemens(device.onState)}`;
type Drift = NonNullable<PlanDevice['drift']>;

const isCrossed = (exponent: Drift['nuSigma']): boolean =>
  exponent?.kind === 'clamped_log' && exponent.low > exponent.high;

/** Settings that cannot stand together (model.md sections 1 to 5): the checker sees them as written, here they meet at a point. */
const contradictions: readonly Contradiction[] = [
  {
    breaks: ({ array }) => (array.activeRows ?? 0) > array.rows,
    setting: ({ array }) => `active_rows = ${array.activeRows}`,
    reason: ({ array }) => `at one point the array has ${array.rows} word lines`,
  },
  {
    breaks: (chip) => (chip.adc?.bits ?? 2) < 2 && bipolar(chip),
    setting: () => 'a converter of 1 bit',
    reason: ({ weights }) =>
      `at one point it converts the differences of ${weights.scheme}, which have both signs`,
  },
  {
    breaks: ({ adc }) => adc !== null && adc.bits > mostCurvedBits && adc.inl + adc.dnl > 0,
    setting: ({ adc }) => `a converter of ${adc?.bits ?? 0} bits with inl or dnl`,
    reason: () => `every code of every converter has an error of its own, for at most ${mostCurvedBits} bits`,
  },
  {
    breaks: ({ device }) => device.readNoise?.kind === 'one_over_f' && device.drift === null,
    setting: () => 'read_noise = one_over_f',
    reason: () => 'it grows with the time since programming, which  drift { time = … }  gives',
  },
  {
    breaks: ({ weights }) => weights.scheme === 'digital_offset' && weights.subtract === 'analog',
    setting: () => 'subtract = analog',
    reason: () => 'digital_offset has nothing to subtract before its conversion',
  },
  {
    breaks: ({ weights }) => weights.cellBits !== null && weights.bits === null,
    setting: ({ weights }) => `cell_bits = ${weights.cellBits}`,
    reason: () => 'at one point the weights have no bits to cut',
  },
  {
    breaks: (chip) => slicesOf(chip) === 1 && (chip.weights.cellBits ?? 0) > (chip.weights.bits ?? Infinity),
    setting: ({ weights }) => `cell_bits = ${weights.cellBits}`,
    reason: ({ weights }) => `at one point a weight has ${weights.bits} bits`,
  },
  {
    breaks: ({ adc }) => adc?.range.kind === 'fixed' && adc.range.low >= adc.range.high,
    setting: () => 'the range of the converter',
    reason: () => 'at one point it does not end above its start',
  },
  {
    breaks: ({ inputs }) => inputs.encoding === 'bit_serial' && inputs.bits === null,
    setting: () => 'encoding = bit_serial',
    reason: () => 'at one point the inputs have no bits',
  },
  {
    breaks: ({ inputs }) => inputs.encoding === 'bit_serial' && inputs.sliceBits > (inputs.bits ?? Infinity),
    setting: ({ inputs }) => `slice_bits = ${inputs.sliceBits}`,
    reason: ({ inputs }) => `at one point an input has ${inputs.bits} bits`,
  },
  {
    breaks: ({ inputs }) =>
      inputs.range.kind === 'fixed' && ![0, -inputs.range.high].includes(inputs.range.low),
    setting: () => 'the range of the inputs',
    reason: () => 'it starts at 0, or at minus its end for signed inputs',
  },
  {
    breaks: ({ device }) => device.stuckOn + device.stuckOff > 1,
    setting: () => 'stuck_on and stuck_off',
    reason: () => 'at one point they are more than all cells',
  },
  {
    breaks: ({ device }) => [device.programming, device.readNoise].some((law) => outsideTable(law, device)),
    setting: () => 'a measured table',
    reason: ({ device }) => `at one point cells reach from ${spanOf(device)}, where it has no targets`,
  },
  {
    breaks: ({ device }) =>
      device.onOffRatio === null &&
      [device.programming, device.readNoise].some(
        (law) => law?.kind === 'lognormal' && law.sigmaOff !== null,
      ),
    setting: () => 'a log-normal law with sigma_off',
    reason: () => 'an infinite on/off ratio has no off resistance to spread',
  },
  {
    breaks: ({ device: { shared } }) => shared.perChip + shared.perColumn > 1,
    setting: () => 'shared',
    reason: () => 'at one point the shares add up to more than 100 % of the variance',
  },
  {
    breaks: ({ device: { drift } }) => drift !== null && drift.time < drift.t0,
    setting: () => 'drift',
    reason: ({ device }) =>
      `at one point it is read after ${device.drift?.time} s, before t0 = ${device.drift?.t0} s`,
  },
  {
    breaks: ({ device: { drift } }) => drift !== null && (isCrossed(drift.nu) || isCrossed(drift.nuSigma)),
    setting: () => 'drift',
    reason: () => 'at one point low is above high in a clamped_log',
  },
];

/** A state or time outside what the device was measured at. */
function unmeasured({ device, inputs, origin }: Chip): readonly Problem[] {
  const outside = outsideValid(device, inputs.readVoltage);
  if (outside === undefined) return [];
  const { what, is, from, to } = outside;
  const range = [from === undefined ? '' : ` from ${from}`, to === undefined ? '' : ` to ${to}`].join('');
  const reason = `at one point its ${what} ${is}, and its numbers hold${range}`;
  return [{ code: 'K506', origin, setting: `device ${device.name}`, reason }];
}

/** Faults of one point's chip (K506). */
export const contradictionsOf = (chip: PlanChip, block: Chip): readonly Problem[] => [
  ...contradictions
    .filter(({ breaks }) => breaks(chip))
    .map(({ setting, reason }) => ({
      code: 'K506' as const,
      origin: block.origin,
      setting: setting(chip),
      reason: reason(chip),
    })),
  ...unmeasured(block),
];
