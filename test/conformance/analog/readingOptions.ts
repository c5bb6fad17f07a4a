import type { ReadNoise } from '@kirchhoff/kernels';
import type { Configuration } from './configuration.js';
import type { BuiltLayer } from './layer.js';

/** Every option of model.md sections 1 and 3 to 5, and of read noise, that a random configuration can have. */
export const readingOptions: readonly string[] = [
  'scheme differential_pair',
  'scheme differential_pair(centred)',
  'scheme digital_offset',
  'scheme reference_column',
  'subtract analog',
  'subtract digital',
  'cells 1',
  'cells 2',
  'columns 1',
  'columns more',
  'weights floats',
  'weights bits',
  'cell_bits 1',
  'cell_bits more',
  'scale per_layer',
  'scale per_output',
  'weights keep',
  'bias digital',
  'bias row',
  'bias row clipped',
  'bias row bit_serial',
  'groups',
  'one array',
  'row tiles',
  'column tiles',
  'active_rows',
  'partition even',
  'partition fill',
  'inputs floats',
  'inputs unsigned',
  'inputs signed',
  'inputs calibrated',
  'inputs keep',
  'inputs fixed',
  'amplitude',
  'bit_serial 1',
  'bit_serial more',
  'bit_serial signed',
  'bit_serial cell_bits',
  'bit_serial reference_column digital',
  'bit_serial digital_offset',
  'bit_serial active_rows',
  'adc ideal',
  'adc unipolar',
  'adc bipolar',
  'adc worst_case',
  'adc calibrated layer',
  'adc calibrated tile',
  'adc calibrated column',
  'adc keep',
  'adc fixed normalised',
  'adc fixed ampere',
  'adc gain_error',
  'adc offset_error',
  'adc inl',
  'adc dnl',
  'adc noise',
  'adc errors of reference columns',
  'adc errors bit_serial',
  'read_noise normal',
  'read_noise uniform',
  'read_noise lognormal',
  'read_noise polynomial',
  'read_noise saturating',
  'read_noise table',
  'read_noise one_over_f',
  'read_noise ideal converter',
  'read_noise bit_serial',
  'read_noise reference_column analog',
  'read_noise reference_column digital',
];

const noiseKinds = (noise: ReadNoise | null): string[] =>
  noise === null ? [] : [`read_noise ${noise.kind}`];

type Flags = readonly (readonly [holds: boolean, option: string])[];

const named = (flags: Flags): string[] => flags.filter(([holds]) => holds).map(([, option]) => option);

function weightOptions({ chip, matrix, bias }: Configuration, built: BuiltLayer): string[] {
  const { scheme, centred, subtract, cells, columns, bits, cellBits, scale, keep } = chip.weights;
  const row = chip.weights.bias === 'row' && bias !== null;
  return [
    `scheme ${scheme}${scheme === 'differential_pair' && centred ? '(centred)' : ''}`,
    `scale ${scale}`,
    `cells ${cells}`,
    row ? 'bias row' : 'bias digital',
    bits === null ? 'weights floats' : 'weights bits',
    ...named([
      [scheme !== 'digital_offset', `subtract ${subtract}`],
      [scheme === 'reference_column', columns === 1 ? 'columns 1' : 'columns more'],
      [cellBits !== null, cellBits === 1 ? 'cell_bits 1' : 'cell_bits more'],
      [keep < 1, 'weights keep'],
      [row && built.mapped.clippedBiases > 0, 'bias row clipped'],
      [matrix.groups > 1, 'groups'],
    ]),
  ];
}

function inputOptions({ chip, geometry, bias }: Configuration, built: BuiltLayer): string[] {
  const { inputs, weights } = chip;
  const serial = inputs.encoding === 'bit_serial';
  const grouped = geometry.rowGroups.length > geometry.rowTiles.length;
  return named([
    [inputs.bits === null, 'inputs floats'],
    [true, built.coding.signed ? 'inputs signed' : 'inputs unsigned'],
    [true, `inputs ${inputs.range.kind}`],
    [inputs.range.kind === 'calibrated' && inputs.range.keep < 1, 'inputs keep'],
    [!serial, 'amplitude'],
    [serial, inputs.sliceBits === 1 ? 'bit_serial 1' : 'bit_serial more'],
    [serial && built.coding.signed, 'bit_serial signed'],
    [serial && weights.cellBits !== null, 'bit_serial cell_bits'],
    [serial && weights.scheme === 'digital_offset', 'bit_serial digital_offset'],
    [serial && grouped, 'bit_serial active_rows'],
    [
      serial && weights.scheme === 'reference_column' && weights.subtract === 'digital' && chip.adc !== null,
      'bit_serial reference_column digital',
    ],
    [serial && weights.bias === 'row' && bias !== null, 'bias row bit_serial'],
  ]);
}

function converterOptions({ chip }: Configuration, built: BuiltLayer): string[] {
  const { adc, weights, inputs } = chip;
  if (adc === null) return ['adc ideal'];
  const { range } = adc;
  const difference = weights.scheme !== 'digital_offset' && weights.subtract === 'analog';
  const wrong = adc.gainError + adc.offsetError + adc.inl + adc.dnl + adc.noise > 0;
  return named([
    [true, difference || built.coding.signed ? 'adc bipolar' : 'adc unipolar'],
    [range.kind === 'worst_case', 'adc worst_case'],
    [range.kind === 'calibrated', `adc calibrated ${range.kind === 'calibrated' ? range.per : ''}`],
    [range.kind === 'calibrated' && range.keep < 1, 'adc keep'],
    [range.kind === 'fixed', `adc fixed ${range.kind === 'fixed' ? range.unit : ''}`],
    [adc.gainError > 0, 'adc gain_error'],
    [adc.offsetError > 0, 'adc offset_error'],
    [adc.inl > 0, 'adc inl'],
    [adc.dnl > 0, 'adc dnl'],
    [adc.noise > 0, 'adc noise'],
    [wrong && weights.scheme === 'reference_column' && !difference, 'adc errors of reference columns'],
    [wrong && inputs.encoding === 'bit_serial', 'adc errors bit_serial'],
  ]);
}

function noiseOptions({ chip }: Configuration): string[] {
  const { device, adc, weights, inputs } = chip;
  if (device.readNoise === null) return [];
  const referenced = weights.scheme === 'reference_column';
  return [
    ...noiseKinds(device.readNoise),
    ...named([
      [adc === null, 'read_noise ideal converter'],
      [inputs.encoding === 'bit_serial', 'read_noise bit_serial'],
      [referenced && weights.subtract === 'analog' && adc !== null, 'read_noise reference_column analog'],
      [referenced && weights.subtract === 'digital' && adc !== null, 'read_noise reference_column digital'],
    ]),
  ];
}

/** The options that a configuration uses. */
export function readingOptionsOf(setting: Configuration, built: BuiltLayer): string[] {
  const { geometry, partition } = setting;
  const { rowTiles, columnTiles, rowGroups } = geometry;
  return [
    ...weightOptions(setting, built),
    ...inputOptions(setting, built),
    ...converterOptions(setting, built),
    ...noiseOptions(setting),
    ...named([
      [rowTiles.length * columnTiles.length === 1, 'one array'],
      [rowTiles.length > 1, 'row tiles'],
      [columnTiles.length > 1, 'column tiles'],
      [rowGroups.length > rowTiles.length, 'active_rows'],
      [rowTiles.length * columnTiles.length > 1, `partition ${partition}`],
    ]),
  ];
}
