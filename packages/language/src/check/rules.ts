import type { Adc, Chip } from '@kirchhoff/model';

/**
 * Fields of a block that can contradict each other. Paths start at the block; the report points at the first, and shows the next
 * that is written.
 */
export interface Rule<T> {
  readonly fields: readonly [string, ...string[]];
  readonly breaks: (subject: T) => boolean;
  readonly title: (subject: T) => string;
  readonly label: (subject: T) => string;
  readonly other: (subject: T) => string;
  readonly why: string;
  readonly fixes: (subject: T) => readonly string[];
}

/** The range of a chip's converter where the text fixes it. */
export const fixedRange = (chip: Chip) => {
  const adc = chip.adc as Adc;
  return chip.adc !== 'ideal' && adc.range.kind === 'fixed' ? adc.range : undefined;
};

/** The range of a chip's inputs where the text fixes it. */
export const inputRange = ({ inputs: { range } }: Chip) => (range.kind === 'fixed' ? range : undefined);

const weightBits = (chip: Chip): number => {
  const bits = chip.weights.bits?.value ?? Infinity;
  const { scheme } = chip.weights;
  return scheme.kind === 'differential_pair' && !scheme.centred ? bits - 1 : bits;
};

/** Most bits of a converter whose codes have errors of their own. */
const mostCurvedBits = 12;

/** Whether sums are subtracted before one converter of both signs (model.md section 5), whatever the inputs are. */
export const subtractsFirst = (chip: Chip): boolean => {
  const { scheme, subtract } = chip.weights;
  return scheme.kind !== 'digital_offset' && subtract !== 'digital';
};

/** Contradictions inside one chip (model.md sections 1 to 5). */
export const chipRules: readonly Rule<Chip>[] = [
  {
    fields: ['array.active_rows', 'array.size'],
    breaks: ({ array }) => array.activeRows !== 'all' && array.activeRows.value > array.size[0],
    title: ({ array }) =>
      `an array of ${array.size[0]} word lines cannot drive ${activeText(array)} of them at a time`,
    label: ({ array }) => `more than ${array.size[0]}`,
    other: () => 'word lines x bit lines',
    why: 'active_rows says how many word lines of one array are driven at a time',
    fixes: ({ array }) => ['active_rows = all', `active_rows = ${array.size[0]}`],
  },
  {
    fields: ['weights.cell_bits', 'weights.bits'],
    breaks: ({ weights }) => weights.cellBits !== undefined && weights.bits === undefined,
    title: () => 'cell_bits cuts a weight into slices, but the weight has no bits',
    label: () => 'slices of what?',
    other: () => '',
    why: 'bits is the precision of a weight before it is mapped; without it a weight is a real number on one cell',
    fixes: ({ weights }) => [`bits = 8, cell_bits = ${weights.cellBits?.text ?? '4'}`, 'leave cell_bits out'],
  },
  {
    fields: ['weights.cell_bits', 'weights.bits'],
    breaks: (chip) =>
      (chip.weights.cellBits?.value ?? 0) > weightBits(chip) && chip.weights.bits !== undefined,
    title: (chip) => `a slice of ${chip.weights.cellBits?.text ?? ''} bits is wider than the weight`,
    label: (chip) => `the weight has ${weightBits(chip)} bits to store`,
    other: (chip) =>
      subtractsFirst(chip) && weightBits(chip) < (chip.weights.bits?.value ?? 0)
        ? 'one of them is the sign'
        : 'the whole weight',
    why: 'a pair stores the magnitude, the sign chooses the cell; other schemes store all bits',
    fixes: (chip) => [`cell_bits = ${weightBits(chip)}`],
  },
  {
    fields: ['adc.range.low', 'adc.range.high'],
    breaks: (chip) => {
      const range = fixedRange(chip);
      return range !== undefined && range.low.value >= range.high.value;
    },
    title: (chip) =>
      `the range of the converter ends at ${fixedRange(chip)?.high.text}, not above its start ${fixedRange(chip)?.low.text}`,
    label: () => 'the lower end',
    other: () => 'the upper end',
    why: 'a range runs from its lower to its upper end',
    fixes: (chip) => [`fixed(${fixedRange(chip)?.high.text}, ${fixedRange(chip)?.low.text})`],
  },
  {
    fields: ['adc.bits', 'weights.scheme'],
    breaks: (chip) => chip.adc !== 'ideal' && chip.adc.bits.value < 2 && subtractsFirst(chip),
    title: () => 'a converter of 1 bit cannot tell plus from minus',
    label: () => 'at least 2 bits',
    other: () => 'gives sums of both signs',
    why: 'a difference has both signs: a level at zero and one on either side need 2 bits',
    fixes: () => ['bits = 2', 'weights { subtract = digital }'],
  },
  {
    fields: ['adc.bits', 'adc.inl', 'adc.dnl'],
    breaks: ({ adc }) =>
      adc !== 'ideal' && adc.bits.value > mostCurvedBits && (adc.inl?.value ?? 0) + (adc.dnl?.value ?? 0) > 0,
    title: ({ adc }) =>
      `a converter of ${adc === 'ideal' ? '' : adc.bits.text} bits cannot have inl or dnl: at most ${mostCurvedBits} bits can`,
    label: () => `more than ${mostCurvedBits} bits`,
    other: () => 'an error of every code',
    why: 'every code of every converter has an error of its own, and all of them are kept',
    fixes: () => [`bits = ${mostCurvedBits}`, 'leave inl and dnl out'],
  },
  {
    fields: ['device.read_noise', 'device.drift'],
    breaks: ({ device }) => device.readNoise?.kind === 'one_over_f' && device.drift === undefined,
    title: ({ device }) =>
      `the read noise of device ${device.name} grows with time, but drift does not say the time`,
    label: () => 'how long after programming?',
    other: () => '',
    why: 'one_over_f gives the noise at the time of the read-out, which is the time of drift',
    fixes: () => [
      'drift { time = 1 day, nu = 0.05, t0 = 20 s }',
      'read_noise = normal(sigma = 1 % of target)',
    ],
  },
  {
    fields: ['weights.subtract', 'weights.scheme'],
    breaks: ({ weights }) => weights.scheme.kind === 'digital_offset' && weights.subtract === 'analog',
    title: () => 'digital_offset removes its offset after conversion; it has nothing to subtract before',
    label: () => 'not with digital_offset',
    other: () => 'one column per output',
    why: 'analog subtraction needs a second current: a pair or a reference column',
    fixes: () => ['subtract = digital', 'scheme = reference_column'],
  },
  {
    fields: ['weights.columns', 'weights.scheme'],
    breaks: ({ weights }) => weights.columns.value > 1 && weights.scheme.kind !== 'reference_column',
    title: ({ weights }) => `${weights.scheme.kind} has no reference columns`,
    label: () => 'reference columns',
    other: () => 'needs none',
    why: 'columns is the number of reference columns per tile',
    fixes: () => ['scheme = reference_column', 'leave columns out'],
  },
  {
    fields: ['inputs.slice_bits', 'inputs.bits'],
    breaks: ({ inputs }) =>
      inputs.encoding === 'bit_serial' &&
      inputs.bits !== 'none' &&
      inputs.sliceBits.value > inputs.bits.value,
    title: ({ inputs }) => `${inputs.sliceBits.text} bits at a time are more than an input has`,
    label: ({ inputs }) => `an input has ${inputs.bits === 'none' ? 'no' : inputs.bits.text} bits`,
    other: () => 'all bits of an input',
    why: 'slice_bits says how many bits of an input are driven at a time',
    fixes: ({ inputs }) => [`slice_bits = ${inputs.bits === 'none' ? 1 : inputs.bits.text}`],
  },
  {
    fields: ['inputs.encoding', 'inputs.bits'],
    breaks: ({ inputs }) => inputs.encoding === 'bit_serial' && inputs.bits === 'none',
    title: () => 'inputs without bits cannot be driven bit by bit',
    label: () => 'needs bits',
    other: () => 'no bits',
    why: 'bit_serial drives the bits of a rounded input one after the other',
    fixes: () => ['bits = 8', 'encoding = amplitude'],
  },
  {
    fields: ['inputs.range.low', 'inputs.range.high'],
    breaks: (chip) => {
      const range = inputRange(chip);
      return (
        range !== undefined && (range.high.value <= 0 || ![0, -range.high.value].includes(range.low.value))
      );
    },
    title: (chip) =>
      `inputs cannot run from ${inputRange(chip)?.low.text} to ${inputRange(chip)?.high.text}: they start at 0, or at minus their end`,
    label: () => 'neither 0 nor minus the end',
    other: () => 'the end',
    why: 'inputs are driven as magnitudes: unsigned from 0, or with a sign and the same magnitude on both sides',
    fixes: (chip) => {
      const end = (inputRange(chip)?.high.text ?? '1').replace(/^-/, '');
      return [`range = fixed(0, ${end})`, `range = fixed(-${end}, ${end})`];
    },
  },
];

const activeText = (array: Chip['array']): string =>
  array.activeRows === 'all' ? 'all' : array.activeRows.text;
