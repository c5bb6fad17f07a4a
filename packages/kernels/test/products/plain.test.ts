import { plainKernels } from '../../src/products/plain.js';
import { bits, readOf, sumOf } from './definition.js';
import { draw, groupsOf, tableOf } from './draws.js';

const [count, inputs, outputs] = [3, 23, 9];
const x = draw(1, count * inputs, 'codes');
const planes = [draw(2, inputs * outputs), draw(3, inputs * outputs)];
const matrices = { count, inputs, outputs, x, planes };

describe('plain kernels', () => {
  const kernels = plainKernels();
  const plane = kernels.pack(planes[0], inputs, outputs);

  it('sum over rows in order in one float32 accumulator', () => {
    const out = new Float32Array(count * outputs);
    kernels.product({ plane, inputs: x, count, out, rows: [5, 11] });
    const expected = out.map((_, i) => sumOf(matrices, 0, Math.floor(i / outputs), i % outputs, [5, 11]));
    expect(bits(out)).toEqual(bits(expected));
  });

  it('multiply by the gain, then add the bias', () => {
    const [gain, bias] = [draw(4, outputs), draw(5, outputs)];
    const sums = new Float32Array(count * outputs);
    kernels.product({ plane, inputs: x, count, out: sums });
    const out = new Float32Array(count * outputs);
    kernels.product({ plane, inputs: x, count, out, gain, bias });
    const expected = sums.map((sum, i) => Math.fround(sum * gain[i % outputs]) + bias[i % outputs]);
    expect(bits(out)).toEqual(bits(expected));
  });

  it.each([
    ['one converter', [0, 0], 1],
    ['a converter per row group', [1, 0], 4],
    ['a converter per output', [0, 1], outputs],
    ['a converter per row group and output', [outputs, 1], 4 * outputs],
  ] as const)('convert, decode and accumulate group by group: %s', (_, strides, length) => {
    const groups = groupsOf(inputs, 6);
    const tables = [tableOf(6, strides, length, 300), tableOf(7, strides, length, 300)];
    const signs = [1, -1] as const;
    const terms = planes.map((data, i) => ({
      plane: kernels.pack(data, inputs, outputs),
      conversion: kernels.packConversion(tables[i], groups.length, outputs),
      sign: signs[i],
    }));
    const out = new Float32Array(count * outputs);
    const clipped = kernels.convert({ inputs: x, count, out, rowGroups: groups, terms });
    const expected = readOf({ ...matrices, groups, tables, signs });
    expect(bits(out)).toEqual(bits(expected.out));
    expect(clipped).toBe(expected.clipped);
    expect(clipped).toBeGreaterThan(0);
  });

  it('round ties to even and decode a NaN as the lowest code', () => {
    const one = (value: number) => Float32Array.of(value);
    const table = {
      lowS: one(0),
      inv: one(1),
      codeMin: one(-7),
      codeMax: one(7),
      step: one(1),
      base: one(0),
      groupStride: 0,
      columnStride: 0,
    };
    const unit = kernels.pack(one(1), 1, 1);
    const conversion = kernels.packConversion(table, 1, 1);
    const given = Float32Array.of(0.5, 1.5, 2.5, -0.5, -1.5, 6.5, 7.5, -9, 2.4999998, NaN, Infinity);
    const out = new Float32Array(given.length);
    const terms = [{ plane: unit, conversion, sign: 1 as const }];
    const call = { inputs: given, count: given.length, out, rowGroups: [[0, 1]] as const, terms };
    const clipped = kernels.convert(call);
    expect(Array.from(out)).toEqual([0, 2, 2, 0, -2, 6, 7, -7, 2, -7, 7]);
    expect(clipped).toBe(4);
  });
});
