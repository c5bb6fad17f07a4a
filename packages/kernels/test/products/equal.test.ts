import fc from 'fast-check';
import type { ConvertCall, Kernels } from '../../src/products/kernels.js';
import { loadKernels } from '../../src/products/load.js';
import { everyNative } from '../../src/native/load.js';
import { plainKernels } from '../../src/products/plain.js';
import { buildWasm } from './build.js';
import { hex } from './definition.js';
import { cut, draw, groupsOf, STYLES, tableOf } from './draws.js';

let wasm: Kernels;
const native = everyNative();
const plain = plainKernels();

beforeAll(async () => {
  buildWasm();
  wasm = await loadKernels('wasm');
});

const size = fc.integer({ min: 1, max: 70 });
const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  count: fc.oneof(fc.integer({ min: 1, max: 9 }), size),
  inputs: size,
  // Few outputs go a way of their own.
  outputs: fc.oneof({ weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) }, { weight: 3, arbitrary: size }),
  rows: fc.oneof(fc.constant(1), size),
  style: fc.constantFrom(...STYLES),
  planeStyle: fc.constantFrom(...STYLES),
  strides: fc.constantFrom([0, 0], [1, 0], [0, 1], [70, 1]) as fc.Arbitrary<readonly [number, number]>,
  last: fc.constantFrom('nothing', 'gain', 'bias', 'both'),
  margin: fc.integer({ min: 0, max: 3 }),
});

type Shape = typeof shapes extends fc.Arbitrary<infer T> ? T : never;

function operandsOf(shape: Shape) {
  const { seed, count, inputs, outputs, style, last, margin } = shape;
  const [inputStride, outStride] = [inputs + 2 * margin, outputs + 2 * margin];
  return {
    inputs: draw(seed, count * inputStride, style),
    inputStride,
    inputColumn: margin,
    count,
    out: draw(seed + 1, count * outStride),
    outStride,
    outColumn: margin,
    gain: last === 'gain' || last === 'both' ? draw(seed + 2, outputs) : undefined,
    bias: last === 'bias' || last === 'both' ? draw(seed + 3, outputs) : undefined,
  };
}

function productOf(kernels: Kernels, shape: Shape): Float32Array {
  const { seed, inputs, outputs, planeStyle, rows } = shape;
  const plane = kernels.pack(draw(seed + 4, inputs * outputs, planeStyle), inputs, outputs);
  const operands = operandsOf(shape);
  const first = Math.min(rows, inputs) >> 1;
  kernels.product({ ...operands, plane, rows: [first, inputs - first] });
  kernels.release(plane);
  return operands.out;
}

/** Runs a read of `terms` planes and gives everything back. */
function readOf(
  kernels: Kernels,
  shape: Shape,
  terms: number,
  more: (groups: number) => Partial<ConvertCall>,
) {
  const { seed, inputs, outputs, planeStyle, rows, strides } = shape;
  const rowGroups = groupsOf(inputs, rows);
  const packed = Array.from({ length: terms }, (_, i) => ({
    plane: kernels.pack(draw(seed + 5 + i, inputs * outputs, planeStyle), inputs, outputs),
    conversion: kernels.packConversion(
      tableOf(seed + 9 + i, strides, 70 * 71, shape.style === 'codes' ? 300 : 3),
      rowGroups.length,
      outputs,
    ),
    sign: i % 2 === 0 ? (1 as const) : (-1 as const),
  }));
  const call = { ...operandsOf(shape), rowGroups, terms: packed, ...more(rowGroups.length) };
  const clipped = kernels.convert(call);
  packed.forEach(({ plane, conversion }) => [plane, conversion].forEach((thing) => kernels.release(thing)));
  return { clipped, out: hex(call.out) };
}

const runs = { numRuns: 80 };

const many: Shape = {
  seed: 7,
  count: 301,
  inputs: 900,
  outputs: 64,
  rows: 128,
  style: 'codes',
  planeStyle: 'plain',
  strides: [70, 1],
  last: 'both',
  margin: 0,
};

const names = ['wasm', ...native.map(({ instructions }) => `native, ${instructions}`)];
const kernelsOf = (name: string): Kernels => [wasm, ...native][names.indexOf(name)]!;

describe.each(names)('%s and plain kernels give the same bits', (name) => {
  let fast: Kernels;
  beforeAll(() => void (fast = kernelsOf(name)));

  it('where they are compared', () => expect(name.startsWith(fast.technology)).toBe(true));

  it('in products', () => {
    const law = (shape: Shape) => expect(hex(productOf(fast, shape))).toEqual(hex(productOf(plain, shape)));
    fc.assert(fc.property(shapes, law), runs);
  });

  it('in reads of one to three planes', () => {
    const law = (shape: Shape, terms: number) =>
      expect(readOf(fast, shape, terms, () => ({}))).toEqual(readOf(plain, shape, terms, () => ({})));
    fc.assert(fc.property(shapes, fc.integer({ min: 1, max: 3 }), law), runs);
  });

  it('in reads that share values of column tiles', () => {
    const law = (shape: Shape, sign: 1 | -1) => {
      const columnTiles = cut(shape.seed, shape.outputs);
      const more = (groups: number) => {
        const values = draw(shape.seed + 20, shape.count * groups * columnTiles.length);
        return { shared: { values, columnTiles, sign } };
      };
      expect(readOf(fast, shape, 1, more)).toEqual(readOf(plain, shape, 1, more));
    };
    fc.assert(fc.property(shapes, fc.constantFrom(1, -1), law), runs);
  });

  it('in reads that keep row groups apart', () => {
    const law = (given: Shape) => {
      const shape: Shape = { ...given, last: 'nothing' };
      const more = (groups: number) => ({
        separate: true,
        out: draw(1, shape.count * groups * shape.outputs),
        outStride: groups * shape.outputs,
        outColumn: 0,
      });
      expect(readOf(fast, shape, 1, more)).toEqual(readOf(plain, shape, 1, more));
    };
    fc.assert(fc.property(shapes, law), runs);
  });

  it('in reads that share values of tiles of several panels', () => {
    for (const widths of [[48], [64], [32, 16], [16, 16], [80, 3], [8, 40]]) {
      const columnTiles = widths.map((width, i) => [i === 0 ? 0 : widths[0], width] as const);
      const outputs = widths.reduce((sum, width) => sum + width);
      const shape: Shape = { ...many, count: 37, inputs: 40, outputs, rows: 16 };
      const more = (groups: number) => ({
        shared: { values: draw(8, shape.count * groups * columnTiles.length), columnTiles, sign: 1 as const },
      });
      expect(readOf(fast, shape, 1, more)).toEqual(readOf(plain, shape, 1, more));
    }
  });

  it.each([
    [0, 4],
    [4, 0],
    [0, 0],
  ])('of %d inputs and %d outputs', (inputs, outputs) => {
    const results = [fast, plain].map((kernels) => {
      const plane = kernels.pack(new Float32Array(inputs * outputs), inputs, outputs);
      const out = draw(1, 3 * outputs);
      kernels.product({ plane, inputs: new Float32Array(3 * inputs), count: 3, out });
      const nothing = draw(1, 3 * outputs);
      kernels.product({ plane, inputs: new Float32Array(3 * inputs), count: 3, out: nothing, rows: [0, 0] });
      kernels.release(plane);
      return [hex(out), hex(nothing)];
    });
    expect(results[0]).toEqual(results[1]);
  });

  it('in conversions of no inputs', () => {
    const results = [fast, plain].map((kernels) => {
      const plane = kernels.pack(new Float32Array(0), 0, 5);
      const conversion = kernels.packConversion(tableOf(1, [0, 1], 5, 3), 1, 5);
      const out = draw(1, 20);
      const terms = [{ plane, conversion, sign: 1 as const }];
      const clipped = kernels.convert({
        inputs: new Float32Array(0),
        count: 4,
        out,
        rowGroups: [[0, 0]],
        terms,
      });
      for (const thing of [plane, conversion]) kernels.release(thing);
      return [clipped, hex(out)];
    });
    expect(results[0]).toEqual(results[1]);
  });

  it.each([21, 43])('in many chunks of %d outputs', (outputs) => {
    const shape: Shape = { ...many, outputs };
    expect(hex(productOf(fast, shape))).toEqual(hex(productOf(plain, shape)));
    const columnTiles = cut(3, shape.outputs);
    const more = (groups: number) => ({
      shared: { values: draw(8, shape.count * groups * columnTiles.length), columnTiles, sign: -1 as const },
    });
    expect(readOf(fast, shape, 2, more)).toEqual(readOf(plain, shape, 2, more));
  });
});
