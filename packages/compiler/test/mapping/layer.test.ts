import { layersOf, planOf, problemsOf, textOf } from '../study.js';

const layers = (chip: string, written?: string, experiment?: string) =>
  layersOf(planOf(textOf({ chip, layers: written, experiment })));
const sizes = (pieces: readonly (readonly number[])[]) => pieces.map(([, size]) => size);

describe('a layer on arrays', () => {
  it('of 784 x 100 takes 7 x 2 arrays of 128 x 128 as pairs', () => {
    const [one, two] = layers('');
    expect(one).toMatchObject({
      node: 'one',
      groups: 1,
      inputs: 784,
      outputs: 100,
      cellsPerWeight: 2,
      arrays: 14,
    });
    expect(sizes(one!.rowTiles)).toEqual(Array(7).fill(112));
    expect(one!.rowGroups).toEqual(one!.rowTiles);
    expect(one!.columnTiles).toEqual([
      [0, 50],
      [50, 50],
    ]);
    expect(two).toMatchObject({ node: 'two', inputs: 100, outputs: 10, arrays: 1, rowTiles: [[0, 100]] });
  });

  it('fills arrays first where the partition says so', () => {
    const [one] = layers('array { size = 128 x 128, partition = fill }');
    expect(sizes(one!.rowTiles)).toEqual([128, 128, 128, 128, 128, 128, 16]);
    expect(one!.columnTiles).toEqual([
      [0, 64],
      [64, 36],
    ]);
  });

  it.each([
    ['scheme = differential_pair', 2, 64],
    ['scheme = differential_pair(centred = yes), bits = 8, cell_bits = 4', 4, 32],
    ['scheme = differential_pair, bits = 8, cell_bits = 4', 4, 32],
    ['scheme = differential_pair, bits = 8, cell_bits = 1', 14, 9],
    ['scheme = differential_pair(centred = yes), bits = 8, cell_bits = 1', 16, 8],
    ['scheme = differential_pair, cells = 2', 4, 32],
    ['scheme = digital_offset', 1, 128],
    ['scheme = digital_offset, bits = 8, cell_bits = 3', 3, 42],
    ['scheme = reference_column', 1, 127],
    ['scheme = reference_column, columns = 4', 1, 124],
    ['scheme = reference_column, columns = 2, bits = 6, cell_bits = 2', 3, 40],
  ])(
    'counts the cells of a weight: %s takes %d of them, %d weights on 128 bit lines',
    (weights, cells, fit) => {
      const [one] = layers(
        `weights { ${weights} }\narray { partition = fill }`,
        'flatten\none: dense(1000)\ndense(10)',
      );
      expect(one!.cellsPerWeight).toBe(cells);
      expect(one!.columnTiles[0]).toEqual([0, fit]);
      expect(one!.columnTiles).toHaveLength(Math.ceil(1000 / fit));
    },
  );

  it('drives the rows of each tile in groups, the rest of a tile by itself', () => {
    const [one] = layers('array { size = 128 x 128, active_rows = 50 }');
    expect(sizes(one!.rowTiles)).toEqual(Array(7).fill(112));
    expect(sizes(one!.rowGroups)).toEqual(Array(7).fill([50, 50, 12]).flat());
    expect(one!.rowGroups.slice(2, 4)).toEqual([
      [100, 12],
      [112, 50],
    ]);
    expect(one!.arrays).toBe(14);
  });

  it('has one word line more for a bias on the array', () => {
    const [, two] = layers('weights { bias = row }\narray { size = 100 x 64 }');
    expect(two!.inputs).toBe(100);
    expect(sizes(two!.rowTiles)).toEqual([51, 50]);
  });

  it('has a word line per channel and tap of a convolution, and a matrix per group', () => {
    const written =
      'conv(12, 5 x 3)\nsecond: conv(8, 3 x 3, groups = 4)\ndepthwise_conv(3 x 3, multiplier = 2)\nflatten\ndense(10)';
    const [first, second, depthwise] = layers('', written);
    expect(first).toMatchObject({ groups: 1, inputs: 15, outputs: 12, arrays: 1 });
    expect(second).toMatchObject({ node: 'second', groups: 4, inputs: 27, outputs: 2, arrays: 4 });
    expect(depthwise).toMatchObject({ groups: 8, inputs: 9, outputs: 2, arrays: 8 });
  });

  it('kept digital has none', () => {
    expect(layers('', undefined, 'keep_digital = [first_layer]').map(({ node }) => node)).toEqual(['two']);
    expect(layers('', undefined, 'keep_digital = [one, last_layer]')).toEqual([]);
  });

  it('must find room for one weight', () => {
    const chip = 'weights { scheme = differential_pair, bits = 8, cell_bits = 1 }\narray { size = 64 x 8 }';
    expect(problemsOf(textOf({ chip }))).toMatchObject([
      {
        code: 'K506',
        setting: 'an array with 8 bit lines',
        reason: 'a weight takes 14 cells on one word line',
      },
    ]);
  });

  it('may not need more arrays than anyone builds', () => {
    expect(
      problemsOf(textOf({ chip: 'array { size = 1 x 2 }', layers: 'flatten\none: dense(1000)\ndense(10)' })),
    ).toMatchObject([
      { code: 'K505', what: 'layer one on arrays of 1 x 2', limit: '100000 arrays', found: '784000 arrays' },
    ]);
  });
});
