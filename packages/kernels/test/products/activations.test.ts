import fc from 'fast-check';
import { everyNative } from '../../src/native/load.js';
import { inputCoding, quantiseInputs } from '../../src/input/quantise.js';
import type { ConvertCall, Kernels, Operands } from '../../src/products/kernels.js';
import { plainKernels } from '../../src/products/plain.js';
import { loadKernels } from '../../src/products/load.js';
import { buildWasm } from './build.js';
import { hex } from './definition.js';
import { draw, groupsOf, tableOf } from './draws.js';

/** Activations that kernels code themselves, beside codes that were made before. */
let wasm: Kernels;

beforeAll(async () => {
  buildWasm();
  wasm = await loadKernels('wasm');
});

const settings = { encoding: 'amplitude', sliceBits: 1, readVoltage: 0.2 } as const;

const drawn = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  count: fc.integer({ min: 1, max: 90 }),
  inputs: fc.integer({ min: 1, max: 70 }),
  outputs: fc.integer({ min: 1, max: 50 }),
  rows: fc.integer({ min: 1, max: 70 }),
  margin: fc.integer({ min: 0, max: 3 }),
  bits: fc.integer({ min: 2, max: 9 }),
  signed: fc.boolean(),
  maximum: fc.constantFrom(0, 0.3, 1),
  style: fc.constantFrom('plain', 'wild'),
});

type Case = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

const codingOf = ({ bits, signed, maximum }: Case) =>
  inputCoding(
    { ...settings, bits, range: { kind: 'calibrated', keep: 1 } },
    { negative: signed, quantile: maximum },
  );

/** Some activations are NaN. */
const activationsOf = ({ seed, style }: Case, size: number): Float32Array =>
  draw(seed, size, style).map((x, i) => (i % 17 === 5 ? NaN : x));

/** What `read` gives for activations, and for their codes. */
function bothWays(setting: Case, size: number, read: (of: Pick<Operands, 'inputs' | 'coding'>) => string) {
  const coding = codingOf(setting);
  const activations = activationsOf(setting, size);
  const before = activations.slice();
  const own = read({ inputs: activations, coding });
  expect(activations).toEqual(before);
  return [own, read({ inputs: quantiseInputs(activations, coding) })] as const;
}

/** A product and a read of rows. */
function readRows(
  setting: Case,
  more: Partial<ConvertCall>,
  of: Pick<Operands, 'inputs' | 'coding'>,
): string {
  const { seed, count, inputs, outputs, rows, margin } = setting;
  const rowGroups = groupsOf(inputs, rows);
  const plane = wasm.pack(draw(seed + 1, inputs * outputs), inputs, outputs);
  const conversion = wasm.packConversion(tableOf(seed + 2, [50, 1], 50 * 70, 300), rowGroups.length, outputs);
  const place = { ...of, inputStride: inputs + 2 * margin, inputColumn: margin, count };
  const out = new Float32Array(count * outputs);
  const clipped = wasm.convert({
    ...place,
    ...more,
    out,
    rowGroups,
    terms: [{ plane, conversion, sign: 1 }],
  });
  const product = new Float32Array(count * outputs);
  wasm.product({ ...place, ...more, plane, out: product, rows: [inputs >> 1, inputs - (inputs >> 1)] });
  for (const thing of [plane, conversion]) wasm.release(thing);
  return `${hex(out)} ${clipped} ${hex(product)}`;
}

it('are what their codes are, in rows', () => {
  fc.assert(
    fc.property(drawn, (setting) => {
      const size = setting.count * (setting.inputs + 2 * setting.margin);
      const [own, coded] = bothWays(setting, size, (of) => readRows(setting, {}, of));
      expect(own).toBe(coded);
    }),
    { numRuns: 80 },
  );
});

it.each([5, 43])('are what their codes are, in several chunks of %d outputs', (outputs) => {
  const place = { seed: 3, count: 301, inputs: 900, outputs, rows: 128, margin: 1 };
  const setting: Case = { ...place, bits: 8, signed: true, maximum: 0.3, style: 'plain' };
  const [own, coded] = bothWays(setting, 301 * 902, (of) => readRows(setting, {}, of));
  expect(own).toBe(coded);
});

it('are refused where they are not coded, and codes without bits', () => {
  const setting: Case = {
    ...{ seed: 1, count: 1, inputs: 2, outputs: 3, rows: 2, margin: 0, bits: 8 },
    ...{ signed: false, maximum: 1, style: 'plain' },
  };
  const of = { inputs: new Float32Array(2), count: 1, out: new Float32Array(3) };
  const coding = codingOf(setting);
  for (const kernels of [plainKernels(), ...everyNative()]) {
    const plane = kernels.pack(draw(1, 6), 2, 3);
    expect(() => kernels.product({ ...of, plane, coding })).toThrow('these kernels take codes');
    const conversion = kernels.packConversion(tableOf(2, [0, 0], 1, 3), 1, 3);
    const terms = [{ plane, conversion, sign: 1 as const }];
    expect(() => kernels.convert({ ...of, rowGroups: [[0, 2]], terms, coding })).toThrow(
      'these kernels take codes',
    );
    for (const thing of [plane, conversion]) kernels.release(thing);
  }
  expect(() => readRows(setting, { coding: { ...coding, bits: null } }, of)).toThrow('codes have bits');
});

it('are what their codes are, bit by bit', () => {
  fc.assert(
    fc.property(drawn, (setting) => {
      const serial = { sliceBits: 1, slices: setting.bits, signed: false };
      const unsigned = { ...setting, signed: false };
      const size = setting.count * (setting.inputs + 2 * setting.margin);
      const [own, coded] = bothWays(unsigned, size, (of) =>
        readRows(unsigned, { serial, order: 'eights' }, of),
      );
      expect(own).toBe(coded);
    }),
    { numRuns: 40 },
  );
});

it.each(['rows', 'eights'] as const)('are what their codes are, in images summed by %s', (order) => {
  const shape = { height: 9, width: 7, channels: 6 };
  const window = { size: [3, 2], stride: [1, 2], padding: [1, 0, 1, 1] } as const;
  fc.assert(
    fc.property(drawn, fc.integer({ min: 1, max: 40 }), (setting, images) => {
      const { seed, outputs } = setting;
      // The second of two groups of three channels.
      const inputs = 18;
      const count = images * 8 * 4;
      const plane = wasm.pack(draw(seed + 1, inputs * outputs), inputs, outputs);
      const rowGroups = groupsOf(inputs, 7);
      const conversion = wasm.packConversion(tableOf(seed + 2, [50, 1], 150, 300), rowGroups.length, outputs);
      const read = (of: Pick<Operands, 'inputs' | 'coding'>): string => {
        const place = { ...of, patches: { shape, window }, inputColumn: inputs, order, count };
        const product = new Float32Array(count * outputs);
        wasm.product({ ...place, plane, out: product });
        const out = new Float32Array(count * outputs);
        const clipped = wasm.convert({ ...place, rowGroups, terms: [{ plane, conversion, sign: -1 }], out });
        return `${hex(product)} ${hex(out)} ${clipped}`;
      };
      const [own, coded] = bothWays(setting, images * 9 * 7 * 6, read);
      for (const thing of [plane, conversion]) wasm.release(thing);
      expect(own).toBe(coded);
    }),
    { numRuns: 30 },
  );
});
