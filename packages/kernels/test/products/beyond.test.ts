import { fillPatches } from '../../src/digital/patches.js';
import { type ImageShape, type Window, windowPositions } from '../../src/digital/window.js';
import { everyNative } from '../../src/native/load.js';
import type { Kernels, SerialInputs } from '../../src/products/kernels.js';
import { loadKernels } from '../../src/products/load.js';
import { plainKernels } from '../../src/products/plain.js';
import { plainPointwise } from '../../src/products/pointwise.js';
import { buildWasm } from './build.js';
import { hex } from './definition.js';
import { draw, groupsOf, tableOf } from './draws.js';

/** What kernels do beyond rows of inputs against planes, each beside its definition. */
const plain = plainKernels();
let all: readonly Kernels[];

beforeAll(async () => {
  buildWasm();
  all = [await loadKernels('wasm'), ...everyNative()];
});

const nameOf = ({ technology, instructions }: Kernels): string => `${technology} ${instructions ?? ''}`;

interface Convolution {
  readonly shape: ImageShape;
  readonly window: Window;
  readonly images: number;
  readonly groups: number;
  readonly outputs: number;
  readonly rows: number;
}

const square = (size: number, stride: number, padding: number, dilation = 1): Window => ({
  size: [size, size],
  stride: [stride, stride],
  padding: [padding, padding, padding, padding],
  dilation: [dilation, dilation],
});

const image = (height: number, width: number, channels: number): ImageShape => ({ height, width, channels });

const convolutions: readonly Convolution[] = [
  { shape: image(8, 8, 4), window: square(3, 1, 1), images: 3, groups: 1, outputs: 16, rows: 16 },
  { shape: image(9, 7, 3), window: square(3, 2, 1), images: 2, groups: 1, outputs: 5, rows: 27 },
  { shape: image(5, 5, 2), window: square(1, 1, 0), images: 5, groups: 1, outputs: 33, rows: 2 },
  { shape: image(3, 3, 6), window: square(3, 1, 0), images: 7, groups: 2, outputs: 4, rows: 8 },
  { shape: image(12, 10, 4), window: square(3, 1, 2, 2), images: 1, groups: 4, outputs: 1, rows: 9 },
  { shape: image(4, 4, 8), window: square(2, 2, 0), images: 1, groups: 1, outputs: 70, rows: 8 },
  {
    shape: image(6, 5, 2),
    window: { size: [2, 3], stride: [1, 2], padding: [0, 1, 2, 0] },
    images: 2,
    groups: 1,
    outputs: 9,
    rows: 5,
  },
  { shape: image(9, 8, 5), window: square(3, 1, 1), images: 3, groups: 1, outputs: 40, rows: 16 },
  { shape: image(11, 9, 6), window: square(3, 2, 1), images: 2, groups: 2, outputs: 33, rows: 10 },
  { shape: image(10, 9, 4), window: square(3, 1, 2, 2), images: 2, groups: 1, outputs: 48, rows: 36 },
  { shape: image(5, 5, 3), window: square(3, 1, 0), images: 30, groups: 1, outputs: 26, rows: 27 },
];

const slices: readonly SerialInputs[] = [
  { sliceBits: 1, slices: 8, signed: false },
  { sliceBits: 2, slices: 4, signed: false },
  { sliceBits: 1, slices: 8, signed: true },
];

function convolved(
  kernels: Kernels,
  setting: Convolution,
  rows: Float32Array | null,
  serial?: SerialInputs,
): string {
  const { shape, window, images, groups, outputs } = setting;
  const taps = window.size[0] * window.size[1];
  const inputs = (taps * shape.channels) / groups;
  const places = windowPositions(shape, window);
  const count = images * places.height * places.width;
  const rowGroups = Array.from({ length: Math.ceil(inputs / setting.rows) }, (_, g) => {
    const first = g * setting.rows;
    return [first, Math.min(setting.rows, inputs - first)] as const;
  });
  const out = new Float32Array(count * groups * outputs);

  for (let group = 0; group < groups; group++) {
    const plane = kernels.pack(draw(group + 1, inputs * outputs), inputs, outputs);
    const table = tableOf(group + 2, [70, 1], 70 * 71, 300);
    const conversion = kernels.packConversion(table, rowGroups.length, outputs);
    const source =
      rows === null
        ? { inputs: imagesOf(setting), patches: { shape, window } }
        : { inputs: rows, inputStride: groups * inputs };
    kernels.convert({
      ...source,
      inputColumn: group * inputs,
      count,
      out,
      outStride: groups * outputs,
      outColumn: group * outputs,
      rowGroups,
      terms: [{ plane, conversion, sign: 1 }],
      ...(serial && { serial, order: 'eights' as const }),
    });
    [plane, conversion].forEach((thing) => kernels.release(thing));
  }
  return hex(out);
}

const imagesOf = ({ shape, images }: Convolution): Float32Array =>
  draw(3, images * shape.height * shape.width * shape.channels, 'codes');

function patchesOf(setting: Convolution): Float32Array {
  const { shape, window, images } = setting;
  const places = windowPositions(shape, window);
  const count = images * places.height * places.width;
  const out = new Float32Array(count * window.size[0] * window.size[1] * shape.channels);
  fillPatches({ input: imagesOf(setting), shape, window, first: 0, count, out });
  return out;
}

it.each(convolutions)('a convolution read from its images is that of its patches: %j', (setting) => {
  const expected = convolved(plain, setting, patchesOf(setting));
  for (const kernels of all.filter(({ takes }) => takes.patches)) {
    expect([nameOf(kernels), convolved(kernels, setting, null)]).toEqual([nameOf(kernels), expected]);
    for (const serial of slices.filter((inputs) => kernels.takes.serial(inputs)))
      expect(convolved(kernels, setting, null, serial)).toBe(
        convolved(kernels, setting, patchesOf(setting), serial),
      );
  }
});

/** Bits driven one by one: the definition adds up what every bit gives by itself. */
function serialRead(kernels: Kernels, [count, inputs, outputs, rows, bits]: readonly number[]): string {
  const rowGroups = groupsOf(inputs, rows);
  const termOf = (seed: number, sign: 1 | -1) => {
    const plane = kernels.pack(draw(seed, inputs * outputs), inputs, outputs, draw(2, inputs * outputs));
    const conversion = kernels.packConversion(
      tableOf(seed + 2, [70, 1], 70 * 71, 3),
      rowGroups.length,
      outputs,
    );
    return { plane, conversion, sign };
  };
  const terms = inputs % 2 === 0 ? [termOf(1, -1)] : [termOf(1, -1), termOf(7, 1)];
  const codes = draw(4, count * inputs).map((u) => Math.floor(Math.abs(u) * 2 ** bits));
  const last = outputs % 2 === 0 ? {} : { gain: draw(8, outputs), bias: draw(9, outputs) };
  let clipped = 0;
  const read = (values: Float32Array, serial?: SerialInputs): Float32Array => {
    const out = new Float32Array(count * outputs);
    const call = { inputs: values, count, out, order: 'eights' as const, rowGroups, terms };
    clipped += kernels.convert({ ...call, ...(serial && { serial, ...last }) });
    return out;
  };
  const serial = { sliceBits: 1, slices: bits, signed: false };
  if (kernels.takes.serial(serial)) return `${hex(read(codes, serial))} ${clipped}`;
  const sum = read(codes.map((code) => code & 1));
  for (let bit = 1; bit < bits; bit++) {
    const part = read(codes.map((code) => (code >> bit) & 1));
    for (let i = 0; i < sum.length; i++) sum[i] += Math.fround(2 ** bit * part[i]);
  }
  const { gain, bias } = last;
  if (gain && bias)
    for (let i = 0; i < sum.length; i++) sum[i] = Math.fround(sum[i] * gain[i % outputs]) + bias[i % outputs];
  return `${hex(sum)} ${clipped}`;
}

it.each([
  [1, 1, 1, 1, 1],
  [5, 13, 7, 13, 8],
  [33, 70, 21, 16, 8],
  [64, 66, 9, 66, 7],
  [17, 29, 40, 9, 12],
  [300, 37, 26, 24, 9],
  [35, 8, 24, 3, 1],
  [130, 70, 21, 16, 8],
  [131, 71, 24, 71, 8],
  [530, 75, 19, 75, 8],
  [140, 96, 19, 32, 8],
  [129, 65, 17, 32, 8],
  [131, 64, 33, 64, 8],
  [1100, 33, 10, 32, 8],
  [97, 41, 33, 40, 12],
  [300, 20, 17, 20, 4],
])('bits driven together are bits driven one by one: %j', (...size) => {
  const expected = serialRead(plain, size);
  for (const kernels of all)
    expect([nameOf(kernels), serialRead(kernels, size)]).toEqual([nameOf(kernels), expected]);
});

/** The same of products, which convert nothing; `rows` cells of their inputs take part. */
function serialProduct(kernels: Kernels, [count, inputs, outputs, rows, bits]: readonly number[]): string {
  const plane = kernels.pack(draw(1, inputs * outputs), inputs, outputs);
  const codes = draw(4, count * inputs).map((u) => Math.floor(Math.abs(u) * 2 ** bits));
  const product = (values: Float32Array, serial?: SerialInputs): Float32Array => {
    const out = new Float32Array(count * outputs).fill(NaN);
    const order = 'eights' as const;
    kernels.product({ inputs: values, count, out, plane, rows: [inputs - rows, rows], order, serial });
    return out;
  };
  const serial = { sliceBits: 1, slices: bits, signed: false };
  const together = kernels.takes.serial(serial);
  const sum = together ? product(codes, serial) : product(codes.map((code) => code & 1));
  for (let bit = 1; bit < bits && !together; bit++) {
    const part = product(codes.map((code) => (code >> bit) & 1));
    for (let i = 0; i < sum.length; i++) sum[i] += Math.fround(2 ** bit * part[i]);
  }
  kernels.release(plane);
  return hex(sum);
}

it.each([
  [70, 37, 20, 30, 8],
  [9, 37, 20, 30, 8],
  [66, 10, 16, 0, 8],
  [131, 10, 17, 0, 8],
  [200, 72, 21, 64, 8],
  [130, 37, 20, 37, 8],
  [5, 10, 16, 0, 3],
])('so are those of products: %j', (...size) => {
  const expected = serialProduct(plain, size);
  for (const kernels of all)
    expect([nameOf(kernels), serialProduct(kernels, size)]).toEqual([nameOf(kernels), expected]);
});

it.each([3, 24, 32, 70])('a product of no cells is 0, then gain and bias: %d outputs', (outputs) => {
  const gain = draw(1, outputs);
  const bias = draw(2, outputs);
  for (const kernels of all) {
    const plane = kernels.pack(draw(3, 10 * outputs), 10, outputs);
    const out = new Float32Array(7 * outputs).fill(NaN);
    kernels.product({ inputs: draw(4, 70), count: 7, out, plane, rows: [4, 0], gain, bias });
    kernels.release(plane);
    expect([nameOf(kernels), hex(out)]).toEqual([
      nameOf(kernels),
      hex(out.map((_, i) => Math.fround(0 * gain[i % outputs]) + bias[i % outputs])),
    ]);
  }
});

it('values are quantised, cut, added and scaled alike', () => {
  const x = draw(5, 17 * 600);
  x.set([Math.fround(1.3), -Math.fround(1.3), Math.fround(1.3) - 2 ** -23], 40);
  x.set([NaN, Infinity, -Infinity, -0, 0, 1e-40, -1e-40, 0.5, 1.5, 2.5, -0.5, 6, 7], 20);
  const other = draw(6, 17 * 600);
  const codings = [true, false].map((signed) => ({ bits: 8, signed, maximum: 1.3, fullDrive: 127 }));
  const allOf = (of: typeof plainPointwise): string[] => {
    const outs = Array.from({ length: 9 }, () => new Float32Array(x.length));
    codings.forEach((coding, i) => of.quantise(x, coding, outs[i]));
    of.quantise(x, { bits: null, signed: false, maximum: 1, fullDrive: 1 }, outs[2]);
    of.relu(x, outs[3]);
    of.relu6(x, outs[4]);
    of.add(x, other, outs[5]);
    of.affine(x, { gain: draw(7, 17), shift: draw(8, 17) }, outs[6]);
    codings.forEach((coding, i) => of.within(x, coding, other, outs[7 + i]));
    return outs.map(hex);
  };
  const expected = allOf(plainPointwise);
  for (const kernels of all)
    expect([nameOf(kernels), allOf(kernels.pointwise)]).toEqual([nameOf(kernels), expected]);
});

it.each([0, 1, 7, 31, 100, 8191, 8200])('the largest of %i values is found alike, NaN is none', (count) => {
  const x = draw(9, count);
  for (let i = 0; i < count; i += 5) x[i] = NaN;
  x.set([-0, 1e-40].slice(0, Math.min(2, count)));
  for (const at of [0, count >> 1, count - 1].filter((place) => place >= 0 && place < count)) {
    const own = x.slice();
    own[at] = -3;
    for (const kernels of all) {
      const found = [kernels.pointwise.largest(own), kernels.pointwise.largest(x)];
      expect([nameOf(kernels), found]).toEqual([nameOf(kernels), [3, plainPointwise.largest(x)]]);
    }
  }
});

it.each(['rows', 'eights'] as const)(
  'sums that are no number are clipped, output by output, in order %s',
  (order) => {
    for (const [count, outputs] of [
      [1, 1],
      [6, 5],
      [11, 8],
      [23, 21],
    ]) {
      const read = (kernels: Kernels): [number, Float32Array] => {
        const plane = kernels.pack(draw(1, 9 * outputs), 9, outputs);
        const conversion = kernels.packConversion(tableOf(3, [70, 1], 70 * 71, 3), 2, outputs);
        const inputs = draw(4, count * 9).map((u, i) => [u, NaN, u, Infinity, u, -Infinity, u][i % 7]);
        const out = new Float32Array(count * outputs);
        const terms = [{ plane, conversion, sign: 1 as const }];
        return [kernels.convert({ inputs, count, out, order, rowGroups: groupsOf(9, 5), terms }), out];
      };
      const [clipped, out] = read(plain);
      for (const kernels of all) {
        const found = read(kernels);
        expect([nameOf(kernels), found[0], hex(found[1])]).toEqual([nameOf(kernels), clipped, hex(out)]);
      }
    }
  },
);
