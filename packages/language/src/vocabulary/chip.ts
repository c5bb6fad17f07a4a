import {
  block,
  call,
  calls,
  count,
  either,
  field,
  flag,
  nested,
  number,
  percentage,
  quantity,
  required,
  shape,
  words,
} from './constructors.js';
import type { BlockSpecification } from './specification.js';

const ohms = quantity('resistance', {
  minimum: 0,
  plausible: {
    between: { resistance: ['0 ohm', '100 kohm'] },
    of: 'a wire',
    usually: 'wires and drivers are',
  },
});

const array = {
  size: field(shape({ rank: [2], minimum: 1 }), 'Word lines x bit lines of one array', '128 x 128', {
    default: '128 x 128',
  }),
  active_rows: field(
    either(count(1), words({ all: 'every word line at once' })),
    'Word lines driven at a time',
    '64',
    { default: 'all' },
  ),
  partition: field(
    words({ even: 'arrays as evenly filled as possible', fill: 'full arrays first' }),
    'How the rows and columns of a layer are cut into arrays',
    'fill',
    { default: 'even' },
  ),
  wire_resistance: field(ohms, 'Resistance of the wire from one cell to the next', '1 ohm'),
  driver_resistance: field(ohms, 'Resistance between driver and first cell of a word line', '100 ohm', {
    default: '0 ohm',
  }),
  sense_resistance: field(ohms, 'Resistance between last cell of a bit line and virtual ground', '100 ohm', {
    default: '0 ohm',
  }),
};

const scheme = calls({
  differential_pair: call(
    'Two cells per weight, subtracted.',
    { centred: field(flag, 'Both cells move about mid-range', 'centred', { default: 'no' }) },
    1,
  ),
  reference_column: call('One cell per weight, minus shared columns at mid-range.', {}),
  digital_offset: call('One cell per weight, the offset removed after conversion.', {}),
});

const weights = {
  scheme: field(scheme, 'How a signed weight becomes conductances', 'differential_pair', {
    default: 'differential_pair',
  }),
  subtract: field(
    words({
      automatic: 'analog for pairs and reference columns',
      analog: 'currents are subtracted before one converter',
      digital: 'every column is converted, then subtracted',
    }),
    'Where the subtraction happens',
    'digital',
    { default: 'automatic' },
  ),
  cells: field(count(1, 64), 'Cells programmed to the same target and averaged', '2', { default: '1' }),
  columns: field(count(1, 64), 'Reference columns per tile', '1', { default: '1' }),
  bits: field(count(2, 16), 'Precision of a weight before it is mapped', '8'),
  cell_bits: field(count(1, 16), 'Bits of a weight on one cell', '4'),
  scale: field(
    words({ per_layer: 'one scale per layer', per_output: 'one scale per output' }),
    'What shares the largest weight',
    'per_output',
    { default: 'per_layer' },
  ),
  keep: field(
    percentage(undefined, { above: 0.5 }),
    'Share of the weights inside the scale; larger ones are clipped',
    '99.9 %',
    {
      default: '100 %',
    },
  ),
  bias: field(
    words({ digital: 'added after conversion', row: 'one more word line' }),
    'Where the bias is added',
    'row',
    {
      default: 'digital',
    },
  ),
};

const inputRange = calls({
  calibrated: call('Set from the calibration images.', {
    keep: field(
      percentage(undefined, { above: 0.5 }),
      'Share of the activations inside the range',
      '99.9 %',
      { default: '100 %' },
    ),
  }),
  fixed: call(
    'The two ends; low is 0, or minus high for signed inputs.',
    {
      low: field(number({ maximum: 0 }), 'Lower end', '0', required),
      high: field(number({ above: 0 }), 'Upper end', '6', required),
    },
    2,
  ),
});

const inputs = {
  bits: field(
    either(count(1, 16), words({ none: 'activations are not rounded' })),
    'Bits of an activation at the word line',
    '8',
    {
      default: '8',
    },
  ),
  encoding: field(
    words({
      amplitude: 'all bits at once as a voltage',
      bit_serial: 'a few bits at a time, one conversion each',
    }),
    'How an activation is driven',
    'bit_serial',
    { default: 'amplitude' },
  ),
  slice_bits: field(count(1, 8), 'Bits driven at a time when bit_serial', '1', { default: '1' }),
  range: field(inputRange, 'Activations that map to all input levels', 'calibrated(keep = 100 %)', {
    default: 'calibrated(keep = 100 %)',
  }),
  read_voltage: field(
    quantity('voltage', {
      above: 0,
      plausible: { between: { voltage: ['1 mV', '5 V'] }, of: 'a read pulse', usually: 'read pulses are' },
    }),
    'Voltage of a fully driven word line',
    '0.2 V',
    { default: '0.2 V' },
  ),
};

const fields = {
  device: field(block('device'), 'Statistics of the cells', 'hfo2', required),
  adc: field(
    either(block('adc'), words({ ideal: 'no rounding, no range' })),
    'Converter at the bit lines',
    ['sar8', 'ideal'],
    required,
  ),
  array: field(
    nested('array', 'One physical crossbar of cells.', array),
    'Size and wires of one array',
    'array { size = 128 x 128 }',
    { default: '{ }' },
  ),
  weights: field(
    nested('weights', 'How weights become conductances.', weights),
    'Mapping of weights onto cells',
    'weights { scheme = differential_pair }',
    { default: '{ }' },
  ),
  inputs: field(
    nested('inputs', 'How activations drive the word lines.', inputs),
    'Coding of the inputs',
    'inputs { bits = 8 }',
    { default: '{ }' },
  ),
};

/** `chip`: device, converter, array, weights and inputs (model.md sections 1, 3, 4). */
export const chip = {
  word: 'chip',
  text: 'The hardware described: cells, arrays, converters and how a network is mapped onto them.',
  fields,
} as const satisfies BlockSpecification;
