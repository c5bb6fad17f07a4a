import { probe, type ProbeRequest } from '../src/probe.js';
import { inputsOf, planOf } from './study.js';

const plan = planOf();
const inputs = inputsOf(plan);
const ask = (what: ProbeRequest['what'], more: Partial<ProbeRequest> = {}, of = plan) =>
  probe(of, inputs, { experiment: 0, point: 1, trials: 3, images: 5, what, ...more });
const shapes = (arrays: Awaited<ReturnType<typeof ask>>) =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, data }]) => {
      expect(data).toHaveLength(shape.reduce((a, b) => a * b, 1));
      return [name, shape];
    }),
  );
const sweptTo = (lines: string) =>
  planOf((text) => text.replace('array { size', `weights { ${lines} }\n  array { size`));

describe('a probe', () => {
  it('of outputs gives those of the chips, the software network and the labels', async () => {
    const found = await ask('outputs');
    expect(shapes(found)).toEqual({ outputs: [3, 5, 10], software_outputs: [5, 10], labels: [5] });
    expect([...found['labels']!.data]).toEqual([0, 1, 2, 3, 4]);
    const rows = Array.from({ length: 15 }, (_, row) =>
      found['outputs']!.data.slice(10 * row, 10 * row + 10),
    );
    for (const row of rows) expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(rows[0]).not.toEqual(rows[5]);
  });

  it('of more images than there are gives those there are', async () => {
    expect(shapes(await ask('outputs', { images: 100, trials: 1 }))).toMatchObject({ outputs: [1, 12, 10] });
  });

  it('of weights gives them in units of W, as they are without variation', async () => {
    const found = await ask('weights', { point: 0, trials: 2 });
    expect(shapes(found)).toEqual({
      'edges.weights': [2, 9, 4],
      'inner.weights': [2, 36, 4],
      'hidden.weights': [2, 36, 6],
      'answer.weights': [2, 6, 10],
    });
    const [source] = Object.values(inputs.weights);
    const given = source![0]!['hidden.weights']!.data;
    given.forEach((weight, at) => expect(found['hidden.weights']!.data[at]!).toBeCloseTo(weight, 5));
  });

  it('of conductances gives every cell in siemens', async () => {
    const found = await ask('conductances', { point: 0, trials: 1 });
    expect(shapes(found)).toMatchObject({ 'hidden.conductances': [1, 36, 6, 2, 1, 1] });
    const cells = found['hidden.conductances']!.data;
    expect(Math.max(...cells)).toBeCloseTo(1e-4, 9);
    expect(Math.min(...cells)).toBeCloseTo(5e-6, 9);
  });

  it.each([
    ['scheme = differential_pair, cells = 2', [1, 36, 6, 2, 1, 2], undefined],
    ['scheme = differential_pair, bits = 5, cell_bits = 2', [1, 36, 6, 2, 2, 1], undefined],
    ['scheme = digital_offset', [1, 36, 6, 1, 1, 1], undefined],
    ['scheme = reference_column, columns = 3', [1, 36, 6, 1, 1, 1], [1, 1, 36, 3, 1]],
    [
      'scheme = reference_column, columns = 2, bits = 4, cell_bits = 2',
      [1, 36, 6, 1, 2, 1],
      [1, 1, 36, 2, 2],
    ],
  ])('has polarities, slices and copies of %s', async (lines, cells, reference) => {
    const found = shapes(await ask('conductances', { trials: 1 }, sweptTo(lines)));
    expect(found['hidden.conductances']).toEqual(cells);
    expect(found['hidden.reference']).toEqual(reference);
  });

  it('has a matrix per group of a convolution', async () => {
    const grouped = planOf((text) =>
      text.replace('inner: conv(4, 3 x 3,', 'inner: conv(4, 3 x 3, groups = 2,'),
    );
    const found = await probe(grouped, inputsOf(grouped), {
      experiment: 0,
      point: 1,
      trials: 2,
      images: 1,
      what: 'weights',
    });
    expect(shapes(found)['inner.weights']).toEqual([2, 2, 18, 2]);
  });

  it('leaves out what is kept digital', async () => {
    const kept = planOf((text) =>
      text.replace('trials = 4', 'trials = 4\n  keep_digital = [edges, last_layer]'),
    );
    expect(Object.keys(await ask('weights', {}, kept))).toEqual(['inner.weights', 'hidden.weights']);
  });

  it('shows the chips of a longer probe first', async () => {
    const [few, many] = [await ask('weights', { trials: 1 }), await ask('weights', { trials: 3 })];
    const size = few['inner.weights']!.data.length;
    expect(many['inner.weights']!.data.slice(0, size)).toEqual(few['inner.weights']!.data);
    expect(many['inner.weights']!.data.slice(size, 2 * size)).not.toEqual(few['inner.weights']!.data);
  });
});
