import type { Technology } from '@kirchhoff/kernels';
import { technologies } from '../conformance/technologies.js';
import { type GoldenCase, goldenFile, transposed } from '../oracle/goldenLayers.js';
import { type LayerStudy, probed } from '../oracle/layerStudy.js';
import { recordProof } from '../proof/record.js';

const file = goldenFile();

function chipOf(golden: GoldenCase, inputs: number): string {
  const { scheme, subtract, rows, input_bits: bits, inputs_signed: signed, encoding } = golden;
  const ratio = golden.on_off_ratio;
  const range = golden.adc_range === null ? '' : `fixed(${golden.adc_range.join(', ')})`;
  const serial = encoding === 'bit_serial' ? `, encoding = bit_serial, slice_bits = ${golden.slice_bits}` : '';
  return `
  device { on_state = 100 uS, on_off_ratio = ${ratio} }
  ${golden.adc_bits === null ? 'adc = ideal' : `adc { bits = ${golden.adc_bits}, range = ${range} }`}
  array { size = ${rows ?? inputs} x 256, partition = even }
  weights { scheme = ${scheme}${scheme === 'digital_offset' ? '' : `, subtract = ${subtract}`} }
  inputs { bits = ${bits ?? 'none'}, range = fixed(${signed ? -1 : 0}, 1)${serial} }`;
}

function studyOf(arrays: NonNullable<typeof file>['arrays'], golden: GoldenCase): LayerStudy {
  const [outputs, inputs] = arrays[golden.weights].shape;
  return {
    inputs,
    outputs,
    weights: Float32Array.from(transposed(arrays[golden.weights])),
    bias: new Float32Array(outputs),
    images: Float32Array.from(transposed(arrays[golden.inputs])),
    calibration: new Float32Array(inputs),
    chip: chipOf(golden, inputs),
  };
}

/** One conversion step in units of the output, at most: the coarsest slice of inputs. */
function stepOf(golden: GoldenCase, largest: number): number {
  const [low, high] = golden.adc_range ?? [0, 0];
  const unipolar = golden.subtract === 'digital' && !golden.inputs_signed;
  const codes = 2 ** ((golden.adc_bits ?? 2) - (unipolar ? 0 : 1)) - 1;
  const lsb = (unipolar ? high - low : high) / codes;
  const ratio = golden.on_off_ratio === 'infinite' ? 1 : 1 / (1 - 1 / golden.on_off_ratio);
  return 2 * lsb * ratio * largest;
}

async function check(golden: GoldenCase, study: LayerStudy, technology: Technology): Promise<number> {
  const { outputs } = await probed(study, 'outputs', { technology });
  const vectors = study.images.length / study.inputs;
  expect(outputs!.shape).toEqual([1, vectors, study.outputs]);
  const found = transposed({ shape: [vectors, study.outputs], data: Array.from(outputs!.data) });
  const peak = Math.max(...golden.output.map(Math.abs));
  const step = stepOf(golden, Math.max(...study.weights.map(Math.abs)));
  let apart = 0;
  golden.output.forEach((value, at) => {
    const off = Math.abs(value - found[at]);
    if (off <= 1e-5 * peak) return;
    apart++;
    if (golden.adc_bits === null || off > step * (1 + 1e-4))
      throw new Error(`${golden.id}: output ${at} is ${found[at]}, not ${value}`);
  });
  return apart;
}

if (file === null)
  it.skip('golden layers as studies: ../shared/golden/layers.json is missing', () => undefined);
else {
  const { arrays, cases } = file;
  it.each(technologies)('%s kernels run all 114 golden layers as studies', async (technology) => {
    expect(cases).toHaveLength(114);
    const total = { outputs: 0, apart: 0 };
    for (const golden of cases) {
      const apart = await check(golden, studyOf(arrays, golden), technology);
      total.outputs += golden.output.length;
      total.apart += apart;
      if (apart > 0.002 * golden.output.length) throw new Error(`${golden.id}: ${apart} outputs differ`);
    }
    const { outputs, apart } = total;
    const share = (100 * apart) / outputs;
    recordProof('Golden layers as studies', { layers: cases.length, outputs, 'a step apart [% of outputs]': share });
  });
}
