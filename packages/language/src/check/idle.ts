import type { Chip, Device } from '@kirchhoff/model';
import { changesNothing } from '../messages/statistics.js';
import type { Checker } from './checker.js';
import type { StructNode } from './node.js';
import { originAt } from './origin-at.js';
import { fixedRange, inputRange, subtractsFirst } from './rules.js';

/** A choice that changes nothing in some blocks (K407); the report points at the first of its fields. */
export interface IdleChoice<T> {
  readonly fields: readonly [string, ...string[]];
  readonly idle: (subject: T) => boolean;
  readonly title: (subject: T) => string;
  readonly label: string;
  readonly why: string;
  readonly fix: (subject: T) => string;
}

const negated = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`);

/** The written end of a fixed range that is farther from 0, and both ends of the symmetric range that it stands for. */
function symmetric(chip: Chip) {
  const range = fixedRange(chip);
  if (range === undefined) return undefined;
  const { low, high } = range;
  const used = Math.abs(low.value) > Math.abs(high.value) ? 'low' : 'high';
  const end = range[used].text.replace(/^-/, '');
  return { used, written: `fixed(${low.text}, ${high.text})`, becomes: `fixed(${negated(end)}, ${end})` };
}

/** Pairs and reference columns, or inputs that are said to be signed (model.md section 5). */
const convertsBothSigns = (chip: Chip): boolean =>
  subtractsFirst(chip) || (inputRange(chip)?.low.value ?? 0) < 0;

/** An end of a fixed range that a bipolar converter does not look at. */
const unusedEnd = (end: 'low' | 'high'): IdleChoice<Chip> => ({
  fields: [`adc.range.${end}`, 'adc', 'weights.subtract', 'weights.scheme', 'inputs.range'],
  idle: (chip) => {
    const range = fixedRange(chip);
    if (range === undefined || !convertsBothSigns(chip)) return false;
    return range.low.value !== -range.high.value && symmetric(chip)?.used !== end;
  },
  title: (chip) =>
    `a converter of both signs is symmetric: ${symmetric(chip)?.written} works as ${symmetric(chip)?.becomes}`,
  label: 'makes no difference',
  why: 'where sums have both signs a code sits at zero, and the end farther from 0 is the full scale on either side',
  fix: (chip) => `range = ${symmetric(chip)?.becomes}`,
});

/** Choices of a chip without effect: warnings. */
export const idleChoices: readonly IdleChoice<Chip>[] = [
  {
    fields: ['weights.subtract', 'adc', 'weights.scheme'],
    idle: ({ adc, weights }) =>
      adc === 'ideal' && weights.subtract === 'digital' && weights.scheme.kind !== 'digital_offset',
    title: () => 'digital subtraction changes nothing with an ideal converter',
    label: 'makes no difference',
    why: 'without conversion the difference is the same before and after it',
    fix: () => 'give the chip a converter:  adc { bits = 8 }',
  },
  {
    fields: ['array.active_rows', 'adc'],
    idle: ({ adc, array }) =>
      adc === 'ideal' && array.activeRows !== 'all' && array.activeRows.value < array.size[0],
    title: () => 'active_rows changes nothing with an ideal converter',
    label: 'makes no difference',
    why: 'without conversion the sums of all groups of rows add up to the same number',
    fix: () => 'give the chip a converter:  adc { bits = 8 }',
  },
  {
    fields: ['inputs.slice_bits', 'inputs.encoding'],
    idle: ({ inputs }) => inputs.encoding === 'amplitude' && inputs.sliceBits.value > 1,
    title: () => 'slice_bits changes nothing where inputs are driven by their amplitude',
    label: 'makes no difference',
    why: 'amplitude drives all bits of an input at once; slice_bits cuts the bits that bit_serial drives one slice after the other',
    fix: () => 'encoding = bit_serial',
  },
  unusedEnd('low'),
  unusedEnd('high'),
];

const isExact = ({ programmingVariation }: Device): boolean => programmingVariation === undefined;

/** Choices of a device without effect: warnings. */
export const idleDeviceChoices: readonly IdleChoice<Device>[] = [
  {
    fields: ['write_verify', 'programming_variation'],
    idle: (device) => device.writeVerify !== undefined && isExact(device),
    title: ({ name }) => `write_verify changes nothing: device ${name} has no programming_variation`,
    label: 'makes no difference',
    why: 'a cell that is programmed exactly is within any tolerance at the first attempt',
    fix: () => 'programming_variation = normal(sigma = 5 % of target)',
  },
  {
    fields: ['shared', 'programming_variation'],
    idle: (device) => device.shared !== undefined && isExact(device),
    title: ({ name }) => `shared changes nothing: device ${name} has no programming_variation`,
    label: 'makes no difference',
    why: 'per_chip and per_column are parts of the variance of programming_variation',
    fix: () => 'programming_variation = normal(sigma = 5 % of target)',
  },
];

/** Warns of every choice that changes nothing in a block (K407), where it was written. */
export function warnOfIdle<T>(
  choices: readonly IdleChoice<T>[],
  subject: T,
  struct: StructNode,
  checker: Checker,
): void {
  for (const choice of choices) {
    const at = choice.idle(subject) ? originAt(struct, choice.fields[0]) : undefined;
    if (at) checker.report(changesNothing(at, worded(choice, subject)));
  }
}

/** The words of a choice for its block. */
export const worded = <T>({ title, label, why, fix }: IdleChoice<T>, subject: T) => ({
  title: title(subject),
  label,
  why,
  fix: fix(subject),
});
