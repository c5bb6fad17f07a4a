import {
  type AnalogChip,
  inputCoding,
  type Kernels,
  loadKernels,
  mapWeights,
  type OracleLayer,
  oracleConductance,
  oracleFractions,
  oracleInput,
  oracleRead,
  idealLayer,
  prepareRead,
  quantiseInputs,
  readLayer,
} from '@kirchhoff/kernels';
import {
  converterOf,
  eightBitInputs,
  exactDevice,
  plainWeights,
  tiled,
} from '../conformance/analog/configuration.js';
import { technologies } from '../conformance/technologies.js';
import { recordProof } from '../proof/record.js';
import { type GoldenCase, type GoldenFile, goldenFile, transposed } from './goldenLayers.js';

const file = goldenFile();
const ON_STATE = 1e-4;

interface Problem {
  readonly inputs: number;
  readonly outputs: number;
  readonly vectors: number;
  /** [inputs x outputs] */
  readonly weights: Float64Array;
  /** [vectors x inputs] */
  readonly activations: Float64Array;
}

function problemOf({ arrays }: GoldenFile, golden: GoldenCase): Problem {
  const [outputs, inputs] = arrays[golden.weights].shape;
  const vectors = arrays[golden.inputs].shape[1];
  return {
    inputs,
    outputs,
    vectors,
    weights: transposed(arrays[golden.weights]),
    activations: transposed(arrays[golden.inputs]),
  };
}

function chipOf(golden: GoldenCase): AnalogChip {
  const centred = golden.scheme === 'differential_pair(centred)';
  const scheme = centred ? 'differential_pair' : (golden.scheme as AnalogChip['weights']['scheme']);
  const [low, high] = golden.adc_range ?? [0, 1];
  const fixed = { kind: 'fixed', low, high, unit: 'normalised' } as const;
  return {
    device: {
      ...exactDevice,
      onState: ON_STATE,
      onOffRatio: golden.on_off_ratio === 'infinite' ? null : golden.on_off_ratio,
    },
    adc: golden.adc_bits === null ? null : converterOf(golden.adc_bits, fixed),
    array: { wireResistance: 0, driverResistance: 0, senseResistance: 0 },
    weights: { ...plainWeights, scheme, centred, subtract: golden.subtract },
    inputs: {
      ...eightBitInputs,
      bits: golden.input_bits,
      encoding: golden.encoding,
      sliceBits: golden.slice_bits ?? 1,
      range: { kind: 'fixed', low: golden.inputs_signed ? -1 : 0, high: 1 },
    },
  };
}

/** Every output by the kernels, [outputs x vectors]. */
function byKernels(kernels: Kernels, golden: GoldenCase, problem: Problem): Float64Array {
  const { inputs, outputs, vectors } = problem;
  const chip = chipOf(golden);
  const matrix = { groups: 1, inputs, outputs, weights: Float32Array.from(problem.weights) };
  const mapped = mapWeights(matrix, chip.weights, chip.device);
  const geometry = tiled(inputs, outputs, {
    rows: golden.rows ?? inputs,
    columns: outputs,
    activeRows: inputs,
  });
  const coding = inputCoding(chip.inputs, { negative: golden.inputs_signed, quantile: 1 });
  const settings = { geometry, coding, readVoltage: 0.2, adc: chip.adc, scales: null };
  const read = prepareRead(kernels, idealLayer(mapped, geometry.columnTiles), settings, null);
  const driven = quantiseInputs(Float32Array.from(problem.activations), coding);
  const out = new Float32Array(vectors * outputs);
  readLayer(kernels, read, { group: 0, inputs: driven, count: vectors, out });
  return transposed({ shape: [vectors, outputs], data: Array.from(out) });
}

/** The same from W and x in float64 throughout. */
function byOracle(golden: GoldenCase, problem: Problem): Float64Array {
  const { inputs, outputs, vectors } = problem;
  const { device, weights: mapping } = chipOf(golden);
  const weights = { ...mapping, levels: null, onState: ON_STATE, onOffRatio: device.onOffRatio ?? Infinity };
  const largest = Math.max(...problem.weights.map(Math.abs));
  const cells = Array.from(problem.weights, (w) => oracleFractions(w / largest, weights));
  const geometry = tiled(inputs, outputs, {
    rows: golden.rows ?? inputs,
    columns: outputs,
    activeRows: inputs,
  });
  const [low, high] = golden.adc_range ?? [0, 0];
  const layer: OracleLayer = {
    inputs,
    outputs,
    weights,
    subtract: golden.subtract,
    columns: 1,
    cells: {
      planes: cells[0].map((_, polarity) => [
        [cells.map((cell) => oracleConductance(cell[polarity][0], weights))],
      ]),
      references: [new Float64Array(inputs).fill(oracleConductance(0.5, weights))],
    },
    scale: new Float64Array(outputs).fill(largest),
    inputBits: golden.input_bits,
    inputsSigned: golden.inputs_signed,
    inputMaximum: 1,
    sliceBits: golden.encoding === 'bit_serial' ? (golden.slice_bits ?? 1) : null,
    rowGroups: geometry.rowGroups,
    columnTiles: geometry.columnTiles,
    converter: golden.adc_bits === null ? null : { bits: golden.adc_bits, range: () => ({ low, high }) },
  };
  const found = new Float64Array(outputs * vectors);
  for (let v = 0; v < vectors; v++) {
    const x = problem.activations
      .subarray(v * inputs, (v + 1) * inputs)
      .map((value) => oracleInput(value, layer));
    for (let n = 0; n < outputs; n++) found[n * vectors + v] = oracleRead(layer, x, n).value;
  }
  return found;
}

const offBy = (found: Float64Array, golden: GoldenCase): number[] => {
  const peak = Math.max(...golden.output.map(Math.abs));
  return golden.output.map((value, at) => Math.abs(value - found[at]) / peak);
};

if (file === null) it.skip('golden layers: ../shared/golden/layers.json is missing', () => undefined);
else {
  const { cases } = file;

  it('golden layers: all 114, of which 38 are bit-serial', () => {
    expect(cases.length).toBe(114);
    expect(cases.filter(({ encoding }) => encoding === 'bit_serial').length).toBe(38);
  });

  it('the oracle meets every golden layer to 1e-6 of its peak', () => {
    let most = 0;
    for (const golden of cases) {
      const worst = Math.max(...offBy(byOracle(golden, problemOf(file, golden)), golden));
      most = Math.max(most, worst);
      if (worst > 1e-6) throw new Error(`${golden.id}: ${worst}`);
    }
    recordProof('Golden layers, oracle', { layers: cases.length, 'worst error / peak': most });
  });

  it.each(technologies)(
    '%s kernels meet every golden layer to 1e-5, but for 0.2 %% of codes',
    async (name) => {
      const kernels = await loadKernels(name);
      for (const golden of cases) {
        const apart = offBy(byKernels(kernels, golden, problemOf(file, golden)), golden).filter(
          (off) => off > 1e-5,
        );
        const allowed = golden.adc_bits === null ? 0 : 0.002 * golden.output.length;
        if (apart.length > allowed)
          throw new Error(`${golden.id}: ${apart.length} outputs differ, by up to ${Math.max(...apart)}`);
      }
    },
  );
}
