import type { Kernels } from '../../src/products/kernels.js';
import { loadKernels } from '../../src/products/load.js';
import { plainKernels } from '../../src/products/plain.js';
import { buildWasm } from './build.js';
import { draw, tableOf } from './draws.js';

beforeAll(() => void buildWasm());

describe.each(['wasm', 'plain'] as const)('the memory of %s kernels', (technology) => {
  let kernels: Kernels;
  beforeEach(async () => {
    kernels = await loadKernels(technology);
  });

  it('does not grow over chips, calls and images', () => {
    const [inputs, outputs, count] = [700, 130, 1000];
    const [plane, x, out] = [draw(1, inputs * outputs), draw(2, 4 * inputs), new Float32Array(4 * outputs)];
    const many = new Float32Array(technology === 'wasm' ? count * inputs : 4 * inputs);
    const chip = (): void => {
      const packed = [1, 2, 3].map(() => kernels.pack(plane, inputs, outputs));
      const conversion = kernels.packConversion(tableOf(1, [outputs, 1], 6 * outputs, 9), 6, outputs);
      for (const each of packed) kernels.product({ plane: each, inputs: x, count: 4, out });
      const images = many.length / inputs;
      const results = new Float32Array(images * outputs);
      kernels.product({ plane: packed[0], inputs: many, count: images, out: results });
      [conversion, ...packed].forEach((each) => kernels.release(each));
    };
    chip();
    const before = kernels.bytes();
    for (let i = 0; i < 20; i++) chip();
    expect(kernels.bytes()).toBe(before);
    expect(before).toBeLessThan(8 << 20);
  });

  it('refuses what is released', () => {
    const plane = kernels.pack(draw(1, 6), 2, 3);
    kernels.release(plane);
    const call = { plane, inputs: draw(1, 2), count: 1, out: new Float32Array(3) };
    expect(() => kernels.product(call)).toThrow('before its release');
    expect(() => kernels.release(plane)).toThrow('before its release');
    const foreign = plainKernels().pack(draw(1, 6), 2, 3);
    expect(() => kernels.product({ ...call, plane: foreign })).toThrow('by the kernels that packed it');
  });

  it('refuses arrays that are too small', () => {
    const plane = kernels.pack(draw(1, 6), 2, 3);
    const call = { plane, inputs: draw(1, 4), count: 2, out: new Float32Array(6) };
    expect(() => kernels.product({ ...call, inputs: draw(1, 3) })).toThrow('holds all its rows');
    expect(() => kernels.product({ ...call, out: new Float32Array(5) })).toThrow('holds all its rows');
    expect(() => kernels.product({ ...call, bias: new Float32Array(2) })).toThrow('every output');
    expect(() => kernels.product({ ...call, rows: [1, 2] })).toThrow('lie within 2');
    expect(() => kernels.pack(draw(1, 5), 2, 3)).toThrow('inputs x outputs');
    expect(() => kernels.packConversion(tableOf(1, [0, 1], 2, 1), 1, 3)).toThrow('all its parameters');
    const conversion = kernels.packConversion(tableOf(1, [0, 0], 1, 1), 1, 3);
    const terms = [{ plane, conversion, sign: 1 as const }];
    const columnTiles = [[0, 2]] as const;
    const shared = { values: new Float32Array(2), columnTiles, sign: 1 as const };
    const rowGroups = [[0, 2]] as const;
    expect(() => kernels.convert({ ...call, terms, rowGroups: [[0, 3]] })).toThrow('lie within 2');
    expect(() =>
      kernels.convert({
        ...call,
        terms,
        rowGroups: [
          [0, 1],
          [1, 1],
        ],
      }),
    ).toThrow('every row group');
    expect(() => kernels.convert({ ...call, terms, rowGroups, shared })).toThrow('cover every output');
    expect(() => kernels.convert({ ...call, terms, rowGroups, shared, separate: true })).toThrow(
      'no last step',
    );
  });

  it('takes zero rows', () => {
    const plane = kernels.pack(draw(1, 6), 2, 3);
    kernels.product({ plane, inputs: new Float32Array(0), count: 0, out: new Float32Array(0) });
  });
});
