import type { NamedArrays } from '@kirchhoff/plan';
import { fold, key, normals, uniforms } from '@kirchhoff/random';
import { technologies } from '../conformance/technologies.js';
import { type LayerStudy, planOf, probed } from './layerStudy.js';
import { type TwinChip, type TwinLine, twinOutputs, twinScales } from './studyTwin.js';

const K = 23;
const N = 5;
const onState = 1e-4;
const ratio = 8;

function drawn(name: string, count: number, fill = normals): Float32Array {
  const out = new Float32Array(count);
  fill(fold(key(21), name), count, out);
  return out;
}
const weights = drawn('weights', K * N).map((value) => Math.max(-2, Math.min(2, value)));
weights[7] = 2;
const bias = drawn('bias', N);
const unsigned = (name: string, count: number) => drawn(name, count * K, uniforms);
const signed = (name: string, count: number) => unsigned(name, count).map((value) => 2 * value - 1);

const cut = (sizes: readonly number[]): [number, number][] =>
  sizes.map((size, at) => [sizes.slice(0, at).reduce((sum, before) => sum + before, 0), size]);

interface Case {
  /** Lines of the chip. */
  readonly adc: string;
  readonly weights?: string;
  readonly inputs?: string;
  readonly array?: string;
  readonly signed?: boolean;
  /** Sizes of row tiles and row groups. */
  readonly tiles?: readonly number[];
  readonly groups?: readonly number[];
  readonly twin: Partial<TwinChip> & Pick<TwinChip, 'adc'>;
}

const eight = { bits: 8, signed: false, slice: null };
const fixed = (low: number, high: number) => ({ kind: 'fixed', low, high }) as const;
const adc = (bits: number, range: string) => `adc { bits = ${bits}, range = ${range} }`;
const serial = (bits: number, slice: number) =>
  `bits = ${bits}, encoding = bit_serial, slice_bits = ${slice}`;
const digital = { analog: false } as const;

const cases: Readonly<Record<string, Case>> = {
  'an ideal converter': { adc: 'adc = ideal', twin: { adc: null } },
  'partition = even, worst_case': {
    adc: adc(9, 'worst_case'),
    array: 'size = 10 x 64, partition = even',
    tiles: [8, 8, 7],
    twin: { adc: { bits: 9, range: fixed(0, 8) } },
  },
  'partition = fill, fixed in normalised units': {
    adc: adc(6, 'fixed(-2, 2.5)'),
    array: 'size = 10 x 64, partition = fill',
    tiles: [10, 10, 3],
    twin: { adc: { bits: 6, range: fixed(-2, 2.5) } },
  },
  'active_rows, digital subtraction': {
    adc: adc(7, 'worst_case'),
    array: 'size = 10 x 64, active_rows = 3',
    weights: 'subtract = digital',
    tiles: [8, 8, 7],
    groups: [3, 3, 2, 3, 3, 2, 3, 3, 1],
    twin: { ...digital, adc: { bits: 7, range: fixed(0, 3) } },
  },
  'signed inputs, digital_offset, calibrated per layer': {
    adc: adc(6, 'calibrated(keep = 90 %, per = layer)'),
    weights: 'scheme = digital_offset',
    inputs: 'bits = 5',
    signed: true,
    twin: {
      ...digital,
      scheme: 'offset',
      inputs: { bits: 5, signed: true, slice: null },
      adc: { bits: 6, range: { kind: 'calibrated', keep: 0.9, per: 'layer' } },
    },
  },
  'bit_serial, calibrated per tile': {
    adc: adc(5, 'calibrated(keep = 99 %, per = tile)'),
    inputs: serial(6, 1),
    array: 'size = 12 x 64',
    tiles: [12, 11],
    twin: {
      inputs: { bits: 6, signed: false, slice: 1 },
      adc: { bits: 5, range: { kind: 'calibrated', keep: 0.99, per: 'tile' } },
    },
  },
  'bit_serial with slice_bits, signed, digital subtraction, calibrated per column': {
    adc: adc(6, 'calibrated(keep = 100 %, per = column)'),
    weights: 'subtract = digital',
    inputs: serial(8, 3),
    array: 'size = 12 x 64',
    signed: true,
    tiles: [12, 11],
    twin: {
      ...digital,
      inputs: { bits: 8, signed: true, slice: 3 },
      adc: { bits: 6, range: { kind: 'calibrated', keep: 1, per: 'column' } },
    },
  },
  'fixed in amperes, a single column': {
    adc: adc(8, 'fixed(20 uA, 250 uA)'),
    weights: 'scheme = digital_offset',
    inputs: 'bits = 8, read_voltage = 0.2 V',
    twin: {
      ...digital,
      scheme: 'offset',
      adc: { bits: 8, range: fixed(20e-6 / (0.2 * onState), 250e-6 / (0.2 * onState)) },
    },
  },
  'fixed in amperes, a difference': {
    adc: adc(8, 'fixed(-60 uA, 60 uA)'),
    inputs: 'bits = 8, read_voltage = 0.3 V',
    twin: { adc: { bits: 8, range: fixed(0, 60e-6 / (0.3 * onState * (1 - 1 / ratio))) } },
  },
  'reference columns, analog subtraction': {
    adc: adc(8, 'worst_case'),
    weights: 'scheme = reference_column, columns = 2',
    twin: { scheme: 'reference', adc: { bits: 8, range: fixed(0, K / 2) } },
  },
  'reference columns, digital subtraction, bit_serial': {
    adc: adc(8, 'worst_case'),
    weights: 'scheme = reference_column, columns = 3, subtract = digital',
    inputs: serial(4, 2),
    twin: {
      ...digital,
      scheme: 'reference',
      inputs: { bits: 4, signed: false, slice: 2 },
      adc: { bits: 8, range: fixed(0, K) },
    },
  },
  'slices of weights, two cells': {
    adc: adc(8, 'fixed(-4, 4)'),
    weights: 'bits = 6, cell_bits = 2, cells = 2',
    twin: { weightBits: 6, cellBits: 2, adc: { bits: 8, range: fixed(0, 4) } },
  },
  'bias = row': {
    adc: adc(9, 'worst_case'),
    weights: 'bias = row',
    array: 'size = 12 x 64, partition = even',
    tiles: [12, 12],
    twin: { biasRow: true, adc: { bits: 9, range: fixed(0, 12) } },
  },
  'bias = row, bit_serial': {
    adc: adc(9, 'worst_case'),
    weights: 'bias = row',
    inputs: serial(5, 2),
    tiles: [24],
    twin: {
      biasRow: true,
      inputs: { bits: 5, signed: false, slice: 2 },
      adc: { bits: 9, range: fixed(0, 24) },
    },
  },
  'inputs without bits': {
    adc: adc(9, 'fixed(-3, 3)'),
    inputs: 'bits = none',
    twin: { inputs: { bits: null, signed: false, slice: null }, adc: { bits: 9, range: fixed(0, 3) } },
  },
  'inputs of a fixed range': {
    adc: adc(9, 'fixed(-3, 3)'),
    inputs: 'bits = 4, range = fixed(0, 0.7)',
    twin: {
      inputs: { bits: 4, signed: false, slice: null },
      largestInput: 0.7,
      adc: { bits: 9, range: fixed(0, 3) },
    },
  },
};

const images = 30;

function studyOf(setting: Case): LayerStudy {
  const numbers = setting.signed ? signed : unsigned;
  return {
    inputs: K,
    outputs: N,
    weights,
    bias,
    images: numbers('images', images),
    calibration: numbers('calibration', 12),
    chip: `
  device { on_state = 100 uS, on_off_ratio = ${ratio}, programming_variation = normal(sigma = 5 % of target) }
  ${setting.adc}
  array { ${setting.array ?? 'size = 64 x 64'} }
  weights { ${setting.weights ?? ''} }
  inputs { ${setting.inputs ?? ''} }`,
  };
}

function twinOf(setting: Case, study: LayerStudy): TwinChip {
  const lines = setting.twin.biasRow ? K + 1 : K;
  const tiles = cut(setting.tiles ?? [lines]);
  return {
    scheme: 'pair',
    analog: true,
    onState,
    ratio,
    tiles,
    groups: setting.groups ? cut(setting.groups) : tiles,
    inputs: eight,
    largestInput: Math.max(...study.calibration.map(Math.abs)),
    ...setting.twin,
  };
}

/** The lines that converters see, from the cells that a probe wrote. */
function linesOf(chip: TwinChip, probe: NamedArrays): TwinLine[] {
  const { shape, data } = probe['layer.conductances']!;
  const [, inputs, outputs, polarities, slices, copies] = shape;
  const rows = Array.from({ length: inputs }, (_, row) => row);
  const column = (output: number, polarity: number, slice: number): number[] =>
    rows.map((row) => {
      const at = (((row * outputs + output) * polarities + polarity) * slices + slice) * copies;
      return data.subarray(at, at + copies).reduce((sum, g) => sum + g, 0) / copies;
    });
  const reference = probe['layer.reference'];
  const columns = reference?.shape[3] ?? 0;
  const shared = Array.from({ length: columns }, (_, index) =>
    rows.map((row) => reference!.data[row * columns + index]),
  );
  const lines: TwinLine[] = [];
  for (let output = 0; output < outputs; output++)
    for (let slice = 0; slice < slices; slice++) {
      const own = column(output, 0, slice);
      const name = `0 ${output}`;
      if (chip.analog) {
        const other = polarities === 2 ? column(output, 1, slice) : meanOf(shared);
        lines.push({ output, slice, share: 1, name, cells: own.map((g, row) => g - other[row]) });
        continue;
      }
      lines.push({ output, slice, share: 1, name, cells: own });
      if (polarities === 2)
        lines.push({ output, slice, share: -1, name: `1 ${output}`, cells: column(output, 1, slice) });
      shared.forEach((cells, index) =>
        lines.push({ output, slice, share: -1 / columns, name: `2 ${index}`, cells }),
      );
    }
  return lines;
}

const meanOf = (columns: readonly number[][]): number[] =>
  columns[0].map((_, row) => columns.reduce((sum, cells) => sum + cells[row], 0) / columns.length);

const rowsOf = (values: Float32Array): number[][] =>
  Array.from({ length: values.length / K }, (_, at) => Array.from(values.subarray(at * K, (at + 1) * K)));

/** Ideal cells: the same study without variation. */
const still = (study: LayerStudy): LayerStudy => ({
  ...study,
  chip: study.chip.replace('sigma = 5 %', 'sigma = 0 %'),
});

describe.each(technologies)('%s kernels', (technology) => {
  it.each(Object.keys(cases))('outputs of a text are those of a few float64 loops: %s', async (name) => {
    const study = studyOf(cases[name]);
    const chip = twinOf(cases[name], study);
    const cells = await probed(study, 'conductances', { technology });
    const ideal = await probed(still(study), 'conductances', { technology });
    const scales = twinScales(chip, linesOf(chip, ideal), rowsOf(study.calibration));
    const lines = linesOf(chip, cells);
    const { outputs } = await probed(study, 'outputs', { technology });
    const expected = rowsOf(study.images).flatMap((row) =>
      twinOutputs(chip, lines, row, scales).map((value, n) => 2 * value + (chip.biasRow ? 0 : bias[n])),
    );
    const peak = Math.max(...expected.map(Math.abs));
    expect(outputs!.data).toHaveLength(images * N);
    const apart = expected.filter((value, at) => !(Math.abs(value - outputs!.data[at]) < 1e-5 * peak));
    // A sum within the rounding of float32 of a tie may go either way.
    expect(apart.length).toBeLessThanOrEqual(1);
    expect(new Set(outputs!.data).size).toBeGreaterThan(20);
  });
});

it('the plan of a text holds the tiles that the loops assume', () => {
  for (const setting of Object.values(cases)) {
    const study = studyOf(setting);
    const { tiles, groups } = twinOf(setting, study);
    const [{ layers }] = Object.values(planOf(study).mappings);
    expect(layers[0]!.rowTiles).toEqual(tiles);
    expect(layers[0]!.rowGroups).toEqual(groups);
  }
});
