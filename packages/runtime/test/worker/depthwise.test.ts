import { loadKernels, type Technology } from '@kirchhoff/kernels';
import { weightsSource } from '../../src/inputs.js';
import { makeContext } from '../../src/worker/context.js';
import { perform } from '../../src/worker/perform.js';
import type { Calibration, ChipParts } from '../../src/worker/task.js';
import { inputsOf, planOf } from '../study.js';

/** A layer whose outputs see a channel each: kernels that can read all of its groups at once, others one after the other. */
const change = (chip: string) => (text: string) =>
  text
    .replace('edges: conv(4, 3 x 3, relu, padding = same)', 'edges: conv(11, 3 x 3, relu, padding = same)')
    .replace('inner: conv(4, 3 x 3, padding = same)', 'inner: depthwise_conv(3 x 3, padding = same)')
    .replace('chip pilot from standard.rram_chip { array { size = 16 x 16 } }', `chip pilot from ${chip}`)
    .replace('trials = 4', 'trials = 1');

const array = 'array { size = 5 x 16 }';

it.each([
  ['pairs', `standard.rram_chip { ${array} }`],
  ['pairs that are subtracted digitally', `standard.rram_chip { ${array}\n weights { subtract = digital } }`],
  [
    'pairs in slices',
    `standard.rram_chip { ${array}\n weights { bits = 5, cell_bits = 2, scale = per_output } }`,
  ],
  [
    'converters of their own',
    `standard.rram_chip { ${array}\n adc { range = calibrated(keep = 99 %, per = column) } }`,
  ],
  ['ideal converters', `standard.rram_chip { ${array}\n adc = ideal }`],
  ['bit-serial inputs', `standard.rram_chip { ${array}\n inputs { encoding = bit_serial } }`],
  [
    'reference columns',
    `standard.rram_chip { ${array}\n weights { scheme = reference_column, subtract = digital } }`,
  ],
  ['a digital offset', `standard.rram_chip { ${array}\n weights { scheme = digital_offset } }`],
])('a depthwise layer of %s gives the same bits by all kernels', async (_, chip) => {
  const plan = planOf(change(chip));
  const inputs = inputsOf(plan);
  const [, point] = plan.experiments[0]!.points;
  const subject = {
    network: point!.network,
    data: point!.data,
    weights: weightsSource(point!),
    repeat: 0,
  };
  const losses = async (technology: Technology): Promise<string> => {
    const context = makeContext(plan, inputs, await loadKernels(technology));
    const observed = perform(context, { kind: 'inputs', keep: 1, ...subject }) as Calibration['inputs'];
    const place = { chip: point!.chip, mapping: point!.mapping, inputs: observed };
    const converters = perform(context, { kind: 'converters', ...place, ...subject });
    const calibration = { inputs: observed, converters } as Calibration;
    const drawn = { experiment: 0, point: 1, repeat: 0, trial: 3, calibration, ranges: null };
    const chips = [{ ...drawn, predictions: null }];
    const { parts } = perform(context, { kind: 'chips', chips, images: [0, 12] }) as ChipParts;
    return [...parts[0]!.score.losses].join();
  };
  const expected = await losses('plain');
  expect(await losses('wasm')).toBe(expected);
  expect(await losses('native')).toBe(expected);
});
