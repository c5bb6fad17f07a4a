import type { Chip, Device, DriftExponent } from '@kirchhoff/model';
import type { Rule } from './rules.js';

const clamp = (exponent: DriftExponent | undefined) =>
  exponent !== undefined && 'kind' in exponent ? exponent : undefined;

const exponentRule = (key: 'nu' | 'nuSigma', field: string): Rule<Device> => ({
  fields: [`drift.${field}.low`, `drift.${field}.high`],
  breaks: ({ drift }) => {
    const limits = clamp(drift?.[key]);
    return limits !== undefined && limits.low.value > limits.high.value;
  },
  title: ({ drift }) => {
    const limits = clamp(drift?.[key]);
    return `${field} is kept between ${limits?.low.text} and ${limits?.high.text}, which is below it`;
  },
  label: () => 'the smallest value',
  other: () => 'the largest value',
  why: 'low is the smallest value of a clamped_log, high its largest',
  fixes: () => ['exchange low and high, or correct one of them'],
});

const inAmperes = ({ valid }: Device): boolean => valid?.from.dimension === 'current';

/** Contradictions inside one device (model.md section 2). */
export const deviceRules: readonly Rule<Device>[] = [
  {
    fields: ['off_state', 'on_state'],
    breaks: ({ onOffRatio }) => onOffRatio.value <= 1,
    title: ({ name }) => `the off state of device ${name} conducts as well as its on state, or better`,
    label: () => 'not below the on state',
    other: () => 'the on state',
    why: 'with an on/off ratio of 1 or less nothing can be stored',
    fixes: () => ['exchange the two states, or correct one of them'],
  },
  {
    fields: ['shared', 'programming_variation'],
    breaks: ({ shared }) => (shared?.perChip?.value ?? 0) + (shared?.perColumn?.value ?? 0) > 1,
    title: () => 'the shares of the variance add up to more than 100 %',
    label: () => 'more than the whole',
    other: () => 'the variance',
    why: 'per_chip and per_column are parts of the same variance',
    fixes: () => ['shared { per_chip = 20 %, per_column = 10 % }'],
  },
  {
    fields: ['stuck_off', 'stuck_on'],
    breaks: ({ stuckOn, stuckOff }) => (stuckOn?.value ?? 0) + (stuckOff?.value ?? 0) > 1,
    title: () => 'more cells are stuck than there are',
    label: () => 'together more than 100 % of cells',
    other: () => 'stuck in the on state',
    why: 'a stuck cell sits in the on state or in the off state, never in both',
    fixes: () => ['stuck_on = 0.1 % of cells, stuck_off = 0.4 % of cells'],
  },
  {
    fields: ['programming_variation', 'on_off_ratio'],
    breaks: ({ programmingVariation: law, onOffRatio }) =>
      law?.kind === 'lognormal' && law.sigmaOff !== undefined && onOffRatio.value === Infinity,
    title: () => 'sigma_on and sigma_off need a finite on/off ratio',
    label: () => 'two spreads of ln R',
    other: () => 'no off resistance',
    why: 'the spread of ln R is linear in R between the two states',
    fixes: () => ['lognormal(sigma = 0.10)', 'on_off_ratio = 1000'],
  },
  {
    fields: ['drift.time', 'drift.t0'],
    breaks: ({ drift }) => drift !== undefined && drift.time.value < drift.t0.value,
    title: ({ drift }) =>
      `the read-out after ${drift?.time.text} comes before drift begins, at ${drift?.t0.text}`,
    label: () => 'before t0',
    other: () => 'the conductance as programmed',
    why: 't0 is the time at which the programmed conductance was measured; before it the law of drift says nothing',
    fixes: ({ drift }) => [`time = ${drift?.t0.text}`, 'leave drift out'],
  },
  exponentRule('nu', 'nu'),
  exponentRule('nuSigma', 'nu_sigma'),
  {
    fields: ['valid.lowest', 'valid.highest'],
    breaks: ({ valid }) => valid !== undefined && valid.from.dimension !== valid.to.dimension,
    title: (device) =>
      `valid begins with a ${inAmperes(device) ? 'current' : 'conductance'}, but does not end with one`,
    label: () => 'of another kind',
    other: () => 'the upper end',
    why: 'a law is measured over conductances, or over currents at the read voltage',
    fixes: () => ['valid { lowest = 50 uS, highest = 225 uS }', 'valid { lowest = 0 nA, highest = 1600 nA }'],
  },
  {
    fields: ['valid.lowest', 'valid.highest'],
    breaks: ({ valid }) =>
      valid !== undefined &&
      valid.from.dimension === valid.to.dimension &&
      valid.from.value >= valid.to.value,
    title: ({ valid }) => `valid ends at ${valid?.to.text}, not above its start ${valid?.from.text}`,
    label: () => 'the lower end',
    other: () => 'the upper end',
    why: 'a range runs from its lower to its upper end',
    fixes: ({ valid }) => [`valid { lowest = ${valid?.to.text}, highest = ${valid?.from.text} }`],
  },
  {
    fields: ['valid.earliest', 'valid.latest'],
    breaks: ({ valid }) =>
      valid?.earliest !== undefined &&
      valid.latest !== undefined &&
      valid.earliest.value > valid.latest.value,
    title: ({ valid }) =>
      `valid ends after ${valid?.latest?.text}, before it begins after ${valid?.earliest?.text}`,
    label: () => 'the earliest time',
    other: () => 'the latest time',
    why: 'a range runs from its lower to its upper end',
    fixes: () => ['exchange earliest and latest, or correct one of them'],
  },
];

/** A device's rule as a rule of the chip that has it. */
export const onChip = ({ fields: [at, ...others], ...rule }: Rule<Device>): Rule<Chip> => ({
  fields: [`device.${at}`, ...others.map((field) => `device.${field}`)],
  breaks: ({ device }) => rule.breaks(device),
  title: ({ device }) => rule.title(device),
  label: ({ device }) => rule.label(device),
  other: ({ device }) => rule.other(device),
  why: rule.why,
  fixes: ({ device }) => rule.fixes(device),
});
