import { hashOf } from '@kirchhoff/plan';
import { execute } from '../../src/execute/execute.js';
import type { RunOptions } from '../../src/options.js';
import type { Work } from '../../src/worker/task.js';
import { inputsOf, planOf } from '../study.js';

/** Results by their hash, and what was done for them. */
async function run(
  change: (text: string) => string,
  options: RunOptions = {},
): Promise<{ hash: string; work: Work }> {
  const plan = planOf(change);
  let work: Work | undefined;
  const results = await execute(plan, inputsOf(plan), {
    workers: 1,
    ...options,
    onEvent: (event) => void (event.kind === 'finished' && (work = event.work)),
  });
  return { hash: hashOf(results), work: work! };
}

const sweep = (axis: string) => (text: string) =>
  text.replace(/sweep \{.*?\}/, `sweep { ${axis} }`).replace('trials = 4', 'trials = 3');

/** [name, study, layers asked for over programmed, over packed, outputs asked for over computed], all at least. */
const studies: readonly (readonly [string, (text: string) => string, number, number, number])[] = [
  ['bits of the converters', sweep('chip.adc.bits as bits = [4, 6, 8]'), 2.4, 1, 1],
  ['sizes of the arrays', sweep('chip.array.size as size = [8 x 8, 16 x 16, 32 x 32]'), 2, 1, 1],
  [
    'a layer that varies',
    (text) =>
      sweep('vary as layer = each_layer')(text).replace(
        'rram_chip {',
        'rram_chip {\n device { programming_variation = normal(sigma = 9 % of target) }\n',
      ),
    1.5,
    1.5,
    1.2,
  ],
  [
    'a layer that is analog',
    (text) =>
      sweep('analog as layer = each_layer')(text).replace(
        'rram_chip {',
        'rram_chip {\n device { programming_variation = normal(sigma = 9 % of target) }\n',
      ),
    1,
    1,
    1.25,
  ],
  [
    'bits behind a digital layer, cells with noise and wires',
    (text) =>
      sweep('chip.adc.bits as bits = [4, 6]')(text)
        .replace('experiment study {', 'experiment study { keep_digital = [edges]')
        .replace(
          'array { size = 16 x 16 }',
          'device { programming_variation = normal(sigma = 9 % of target), read_noise = normal(sigma = 2 % of target) }\n array { size = 16 x 16, wire_resistance = 5 ohm, driver_resistance = 100 ohm }',
        ),
    1.5,
    1,
    1.2,
  ],
];

describe.each(studies)('points that differ in %s', (_, change, programmed, packed, outputs) => {
  it('share what is the same, and have the results of each chip by itself, from any workers', async () => {
    const shared = await run(change);
    const alone = await run(change, { sharing: false });
    const others = await run(change, { workers: 2, shuffle: 1, technology: 'plain' });
    expect(shared.hash).toBe(alone.hash);
    expect(others.hash).toBe(alone.hash);
    expect(alone.work.programmed).toBe(alone.work.layers);
    expect(alone.work.computed).toBe(alone.work.outputs);
    expect(shared.work.layers).toBe(alone.work.layers);
    expect(shared.work.outputs).toBe(alone.work.outputs);
    expect(shared.work.layers / shared.work.programmed).toBeGreaterThanOrEqual(programmed);
    expect(shared.work.layers / shared.work.packed).toBeGreaterThanOrEqual(packed);
    expect(shared.work.outputs / shared.work.computed).toBeGreaterThanOrEqual(outputs);
  });
});

it('chips that see the same images code them once', async () => {
  const many = (text: string): string =>
    text
      .replace('max_pool(4 x 4)', '')
      .replace('average_pool(2 x 2)', 'average_pool(7 x 7)')
      .replace('trials = 4', 'trials = 9');
  const { work } = await run(many);
  expect(work.batches).toBeGreaterThanOrEqual(18);
  expect(work.coded).toBeLessThanOrEqual(2);
});

it.each([
  // Kernels that code activations themselves find all arrays in those of the software network.
  ['activations', 'array { size = 16 x 16 }', 0],
  // Its layers sum codes up, so every technology has codes beside activations.
  [
    'activations and codes',
    'array { size = 16 x 16 }\n inputs { bits = 8 }\n weights { scheme = digital_offset }',
    1,
  ],
])('further chips make no arrays for their %s', async (_, chip, least) => {
  const chips = (count: number) => (text: string) =>
    text.replace('array { size = 16 x 16 }', chip).replace('trials = 4', `trials = ${count}`);
  const [few, many] = [await run(chips(2)), await run(chips(20))];
  expect(few.work.arrays).toBeGreaterThanOrEqual(least);
  expect(many.work.layers).toBeGreaterThan(5 * few.work.layers);
  expect(many.work.arrays).toBe(few.work.arrays);
});
