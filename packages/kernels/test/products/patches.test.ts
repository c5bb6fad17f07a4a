import fc from 'fast-check';
import { fillPatches } from '../../src/digital/patches.js';
import { type ImageShape, sizeOf, type Window, windowPositions } from '../../src/digital/window.js';
import { everyNative } from '../../src/native/load.js';
import type { ConvertCall, Kernels } from '../../src/products/kernels.js';
import { loadKernels } from '../../src/products/load.js';
import { plainKernels } from '../../src/products/plain.js';
import { buildWasm } from './build.js';
import { hex } from './definition.js';
import { cut, draw, groupsOf, tableOf } from './draws.js';

/** Convolutions read from their images, beside the definition on the rows of their patches. */
const plain = plainKernels();
let fast: readonly Kernels[];

beforeAll(async () => {
  buildWasm();
  fast = [await loadKernels('wasm'), ...everyNative()];
});

interface Convolution {
  readonly seed: number;
  readonly images: number;
  readonly shape: ImageShape;
  readonly window: Window;
  readonly groups: number;
  readonly outputs: number;
  readonly rows: number;
  readonly order: 'rows' | 'eights';
  readonly last: 'nothing' | 'separate' | 'shared';
}

const pair = (min: number, max: number) => fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
const edge = fc.integer({ min: 0, max: 4 });
const drawn: fc.Arbitrary<Convolution> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    images: fc.integer({ min: 1, max: 4 }),
    extent: pair(1, 12),
    groups: fc.integer({ min: 1, max: 3 }),
    channels: fc.integer({ min: 1, max: 6 }),
    outputs: fc.integer({ min: 1, max: 19 }),
    rows: fc.integer({ min: 1, max: 40 }),
    size: pair(1, 4),
    stride: pair(1, 3),
    dilation: pair(1, 2),
    padding: fc.tuple(edge, edge, edge, edge),
    order: fc.constantFrom('rows', 'rows', 'eights'),
    last: fc.constantFrom('nothing', 'separate', 'shared'),
  })
  .map(({ extent: [height, width], channels, groups, size, stride, dilation, padding, ...rest }) => ({
    ...rest,
    groups,
    shape: { height, width, channels: groups * channels },
    window: { size, stride, dilation, padding },
  })) as fc.Arbitrary<Convolution>;

/** Rows of patches, or the images themselves. */
function sourceOf({ seed, images, shape, window }: Convolution, count: number, asRows: boolean) {
  const input = draw(seed, images * sizeOf(shape), 'codes');
  if (!asRows) return { inputs: input, patches: { shape, window } };
  const width = window.size[0] * window.size[1] * shape.channels;
  const out = new Float32Array(count * width);
  fillPatches({ input, shape, window, first: 0, count, out });
  return { inputs: out, inputStride: width };
}

/** Decoded outputs and clipped conversions of the last group, and its float32 product. */
function read(kernels: Kernels, setting: Convolution, asRows: boolean): readonly [string, number, string] {
  const { seed, images, shape, window, groups, outputs, order, last } = setting;
  const places = windowPositions(shape, window);
  const count = images * places.height * places.width;
  const inputs = (window.size[0] * window.size[1] * shape.channels) / groups;
  const rowGroups = groupsOf(inputs, setting.rows);
  const terms = ([1, -1] as const).map((sign, i) => ({
    plane: kernels.pack(draw(seed + 1 + i, inputs * outputs), inputs, outputs),
    conversion: kernels.packConversion(
      tableOf(seed + 3 + i, [20, 1], 20 * 150, 300),
      rowGroups.length,
      outputs,
    ),
    sign,
  }));
  const slots = last === 'separate' ? rowGroups.length : 1;
  const columnTiles = cut(seed, outputs);
  const more: Partial<ConvertCall> =
    last === 'separate'
      ? { separate: true }
      : {
          gain: draw(seed + 7, outputs),
          bias: draw(seed + 8, outputs),
          ...(last === 'shared' && {
            shared: {
              values: draw(seed + 9, count * rowGroups.length * columnTiles.length),
              columnTiles,
              sign: -1,
            },
          }),
        };
  const from = { ...sourceOf(setting, count, asRows), inputColumn: (groups - 1) * inputs, count, order };
  const outStride = slots * outputs + 2;
  const out = draw(1, count * outStride);
  const clipped = kernels.convert({ ...from, out, outStride, outColumn: 1, rowGroups, terms, ...more });
  const product = new Float32Array(count * outputs);
  const rows = [inputs >> 1, inputs - (inputs >> 1)] as const;
  kernels.product({ ...from, plane: terms[0]!.plane, out: product, rows });
  terms.forEach(({ plane, conversion }) => [plane, conversion].forEach((thing) => kernels.release(thing)));
  return [hex(out), clipped, hex(product)];
}

function agree(setting: Convolution): void {
  const expected = read(plain, setting, true);
  for (const kernels of fast) {
    expect(kernels.takes.patches).toBe(true);
    const name = `${kernels.technology} ${kernels.instructions}`;
    expect([name, ...read(kernels, setting, false)]).toEqual([name, ...expected]);
  }
}

it('any convolution', () => {
  fc.assert(fc.property(drawn, agree), { numRuns: 100 });
});

it('channels of their own', () => {
  const law = (setting: Convolution): void => {
    const { seed, images, shape, window, groups: first } = setting;
    const channels = shape.channels - first + 1;
    const places = windowPositions(shape, window);
    const [count, taps] = [images * places.height * places.width, window.size[0] * window.size[1]];
    const rowGroups = groupsOf(taps, setting.rows);
    const plane = draw(seed, taps * channels);
    const table = tableOf(seed + 1, [20, 1], 20 * 150, 300);
    const gain = draw(seed + 2, channels);
    const rows = { ...sourceOf(setting, count, true), count };
    const out = new Float32Array(count * channels);
    let clipped = 0;
    for (let channel = 0; channel < channels; channel++) {
      const column = plane.filter((_, i) => i % channels === channel);
      const own = { ...table, lowS: table.lowS.subarray(channel), inv: table.inv.subarray(channel) };
      const [step, base] = [table.step.subarray(channel), table.base.subarray(channel)];
      const [codeMin, codeMax] = [table.codeMin.subarray(channel), table.codeMax.subarray(channel)];
      const conversion = plain.packConversion({ ...own, step, base, codeMin, codeMax }, rowGroups.length, 1);
      clipped += plain.convert({
        ...rows,
        inputColumn: (first - 1 + channel) * taps,
        out,
        outStride: channels,
        outColumn: channel,
        rowGroups,
        terms: [{ plane: plain.pack(column, taps, 1), conversion, sign: -1 }],
        gain: gain.subarray(channel, channel + 1),
      });
    }
    for (const kernels of fast.filter(({ takes }) => takes.own)) {
      const { inputs } = sourceOf(setting, count, false);
      const patches = { shape, window, own: true };
      const found = new Float32Array(count * channels);
      const packed = kernels.pack(plane, taps, channels);
      const conversion = kernels.packConversion(table, rowGroups.length, channels);
      const terms = [{ plane: packed, conversion, sign: -1 as const }];
      const inputColumn = (first - 1) * taps;
      const operands = { inputs, patches, inputColumn, count, out: found, gain };
      expect([kernels.convert({ ...operands, rowGroups, terms }), hex(found)]).toEqual([clipped, hex(out)]);
      [packed, conversion].forEach((thing) => kernels.release(thing));
    }
  };
  expect(fast.some(({ takes }) => takes.own)).toBe(true);
  fc.assert(fc.property(drawn, law), { numRuns: 40 });
});

const image = (height: number, width: number, channels: number): ImageShape => ({ height, width, channels });
const three: Window = { size: [3, 3], stride: [1, 1], padding: [1, 1, 1, 1] };
const common = { seed: 3, groups: 1, outputs: 3, order: 'rows', last: 'nothing' } as const;

it.each<Convolution>([
  { ...common, images: 1, shape: image(90, 30, 64), window: three, rows: 128 },
  {
    ...common,
    images: 1,
    shape: image(90, 30, 64),
    window: { ...three, stride: [3, 2] },
    rows: 576,
    order: 'eights',
  },
  { ...common, images: 21, shape: image(16, 17, 16), window: { ...three, stride: [2, 1] }, rows: 72 },
  {
    ...common,
    images: 3,
    shape: image(7, 2500, 2),
    window: { ...three, dilation: [2, 2] },
    rows: 18,
    last: 'shared',
  },
])('images of more than one chunk: %j', agree);
