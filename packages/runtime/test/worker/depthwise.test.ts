import { loadKernels, type Technology } from '@kirchhoff/kernels';
import { planOf } from '../study.js';
import { lossesOf } from './losses.js';

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
  const losses = async (technology: Technology): Promise<string> =>
    lossesOf(plan, await loadKernels(technology));
  const expected = await losses('plain');
  expect(await losses('wasm')).toBe(expected);
  expect(await losses('native')).toBe(expected);
});
