// Reference workloads W1 to W4: one chip instance, drawn and read, beside the bare products of the same shapes by the BLAS of this machine;
// and the tile kernel, bit-serial inputs, laws and the draw of a chip. Processor seconds of one core each, so that other work on the
// machine does not count. W5 is in apps/cli/bench.
import {
  filterMatrices,
  fillPatches,
  inputCoding,
  loadKernels,
  mapWeights,
  prepareRead,
  programLayer,
  readLayer,
  readsPatches,
  releaseRead,
} from '@kirchhoff/kernels';
import { fold, key, normals, uniforms } from '@kirchhoff/random';
import { against, processor, startBlas } from '../../../bench/blas.mjs';

const SIDE = 128;

export const device = {
  onState: 100e-6,
  onOffRatio: 20,
  levels: null,
  programming: { kind: 'normal', sigma: { of: 'target', fraction: 0.1 } },
  shared: { perChip: 0, perColumn: 0 },
  writeVerify: null,
  clip: 'nonnegative',
  stuckOn: 0,
  stuckOff: 0,
  readNoise: null,
  drift: null,
  relaxation: null,
};
const mapping = {
  scheme: 'differential_pair',
  centred: false,
  subtract: 'analog',
  cells: 1,
  columns: 1,
  bits: null,
  cellBits: null,
  scale: 'per_layer',
  keep: 1,
  bias: 'digital',
};
const errors = { gainError: 0, offsetError: 0, inl: 0, dnl: 0, noise: 0 };
const adc = { bits: 8, range: { kind: 'fixed', low: -8, high: 8, unit: 'normalised' }, ...errors };
const driven = { bits: 8, sliceBits: 1, range: { kind: 'fixed', low: 0, high: 1 }, readVoltage: 0.2 };

function drawn(label, count) {
  const out = new Float32Array(count);
  uniforms(fold(key(1), label), count, out);
  return out;
}

const pieces = (size) =>
  Array.from({ length: Math.ceil(size / SIDE) }, (_, i) => [i * SIDE, Math.min(SIDE, size - i * SIDE)]);

const geometryOf = (inputs, outputs) => ({
  rowTiles: pieces(inputs),
  rowGroups: pieces(inputs),
  columnTiles: pieces(outputs),
});

/** A layer ready to be drawn and read again and again, the memory of its cells kept. */
function layerOf(
  kernels,
  { inputs, outputs, encoding = 'amplitude', window = null, shape = null, own = mapping },
) {
  const weights = drawn('weights', inputs * outputs).map((u) => u - 0.5);
  const filters = window && filterMatrices(weights, { size: window.size, channels: shape.channels, outputs });
  const mapped = mapWeights(filters ?? { groups: 1, inputs, outputs, weights }, own, device);
  const coding = inputCoding({ ...driven, encoding }, { negative: false, quantile: 1 });
  const geometry = geometryOf(inputs, outputs);
  const settings = { geometry, coding, readVoltage: 0.2, adc, scales: null };
  let reuse;
  let trial = 0;
  return {
    coding,
    draw() {
      const { columnTiles } = geometry;
      reuse = programLayer(mapped, device, { key: fold(key(2), trial++), columnTiles, reuse, kernels });
      return prepareRead(kernels, reuse, settings, null);
    },
  };
}

/** One chip of one layer: cells, planes, input codes, read. */
function layerChip(kernels, setting) {
  const { count, inputs, outputs, window = null, shape = null, images = 0 } = setting;
  const layer = layerOf(kernels, setting);
  const values = window ? images * shape.height * shape.width * shape.channels : count * inputs;
  const [x, codes, out] = [
    drawn('images', values),
    new Float32Array(values),
    new Float32Array(count * outputs),
  ];
  const patches = window && new Float32Array(4096 * inputs);
  return () => {
    const read = layer.draw();
    kernels.pointwise.quantise(x, layer.coding, codes);
    if (!window) readLayer(kernels, read, { group: 0, inputs: codes, count, out });
    else if (readsPatches(kernels, read))
      readLayer(kernels, read, {
        group: 0,
        inputs: codes,
        patches: { shape, window },
        inputColumn: 0,
        count,
        out,
      });
    else
      for (let first = 0; first < count; first += 4096) {
        const part = Math.min(4096, count - first);
        fillPatches({ input: codes, shape, window, first, count: part, out: patches });
        const to = out.subarray(first * outputs, (first + part) * outputs);
        readLayer(kernels, read, { group: 0, inputs: patches, count: part, out: to });
      }
    releaseRead(kernels, read);
  };
}

/** A chip of dense layers with relu between them. */
function perceptronChip(kernels, widths, count) {
  const layers = widths.slice(1).map((outputs, i) => layerOf(kernels, { inputs: widths[i], outputs }));
  const batch = 500;
  const values = widths.map((width) => new Float32Array(batch * width));
  const codes = widths.map((width) => new Float32Array(batch * width));
  const x = drawn('images', count * widths[0]);
  return () => {
    const reads = layers.map((layer) => layer.draw());
    for (let first = 0; first < count; first += batch) {
      values[0] = x.subarray(first * widths[0], (first + batch) * widths[0]);
      reads.forEach((read, i) => {
        kernels.pointwise.quantise(values[i], layers[i].coding, codes[i]);
        readLayer(kernels, read, { group: 0, inputs: codes[i], count: batch, out: values[i + 1] });
        kernels.pointwise.relu(values[i + 1], values[i + 1]);
      });
    }
    reads.forEach((read) => releaseRead(kernels, read));
  };
}

const image = { height: 32, width: 32, channels: 128 };
const three = { size: [3, 3], stride: [1, 1], padding: [1, 1, 1, 1] };
const widths = [784, 512, 256, 10];

const workloads = [
  {
    name: 'W1, one layer (bare product)',
    shape: '1024x512x512',
    chip: (kernels) => layerChip(kernels, { count: 1024, inputs: 512, outputs: 512 }),
    products: [[1024, 512, 512]],
  },
  {
    name: 'W2, the same bit-serial (8 bare products)',
    shape: '1024x512x512',
    chip: (kernels) => layerChip(kernels, { count: 1024, inputs: 512, outputs: 512, encoding: 'bit_serial' }),
    products: Array.from({ length: 8 }, () => [1024, 512, 512]),
  },
  {
    name: 'W3, convolution 3x3 (bare product)',
    shape: '16x32x32x128 to 128',
    chip: (kernels) =>
      layerChip(kernels, {
        count: 16384,
        inputs: 1152,
        outputs: 128,
        window: three,
        shape: image,
        images: 16,
      }),
    products: [[16384, 1152, 128]],
  },
  {
    name: 'W4, MLP (bare products)',
    shape: widths.join('-'),
    chip: (kernels) => perceptronChip(kernels, widths, 10_000),
    products: widths.slice(1).map((outputs, i) => [10_000, widths[i], outputs]),
  },
];

async function workload(kernels, blas, { name, shape, chip, products }) {
  const run = chip(kernels);
  const bare = async () => {
    let sum = 0;
    for (const product of products) sum += await blas.bare(...product);
    return sum;
  };
  const measured = await against(() => processor(run), bare);
  return row(`kernels/${name}`, kernels, shape, measured, 'ms', 1e3);
}

const row = (name, kernels, shape, measured, unit, factor) => ({
  name,
  technology: kernels.technology,
  shape,
  unit,
  ...measured,
  value: measured.value * factor,
  reference: measured.reference * factor,
});

/** The rate of a run against that of a reference: both durations turned around. */
const rate = (name, kernels, shape, { value, reference, ratio, spread }, unit, work, other = work) => ({
  name,
  technology: kernels.technology,
  shape,
  unit,
  value: work / value,
  reference: other / reference,
  ratio: work / value / (other / reference) || 1 / ratio,
  spread,
});

/** A whole tile read for 1024 rows of ready codes. */
function tileRead(kernels, side, encoding, own) {
  const layer = layerOf(kernels, { inputs: side, outputs: side, encoding, own });
  const read = prepareTile(layer);
  const codes = drawn('images', 1024 * side).map((u) => Math.round(255 * u));
  const out = new Float32Array(1024 * side);
  const run = () => readLayer(kernels, read, { group: 0, inputs: codes, count: 1024, out });
  return () => processor(() => [run(), run(), run(), run()]) / 4;
}

const prepareTile = (layer) => layer.draw();

async function tiles(kernels, blas) {
  const rows = [];
  for (const side of [128, 256, 512]) {
    const run = tileRead(kernels, side, 'amplitude');
    const work = (2 * 1024 * side * side) / 1e9;
    const shape = `1024x${side}x${side}`;
    for (const [pass, name] of [
      [0, 'sgemm alone'],
      [1, 'sgemm and a pass of conversion'],
    ]) {
      const measured = await against(run, () => blas.bare(1024, side, side, pass), 15);
      rows.push(rate(`kernels/tile read (${name})`, kernels, shape, measured, 'GF/s', work));
    }
  }
  return rows;
}

async function variants(kernels) {
  const plain = tileRead(kernels, 128, 'amplitude');
  const named = [
    ['digital subtraction', { ...mapping, subtract: 'digital' }],
    ['reference column', { ...mapping, scheme: 'reference_column' }],
    ['reference column, digital', { ...mapping, scheme: 'reference_column', subtract: 'digital' }],
  ];
  const rows = [];
  for (const [name, own] of named) {
    const measured = await against(tileRead(kernels, 128, 'amplitude', own), plain, 15);
    rows.push(row(`kernels/tile read, ${name} (plain pair)`, kernels, '1024x128x128', measured, 'ms', 1e3));
  }
  return rows;
}

/** Bit-serial inputs: a tile read beside eight of them driven at once, and a whole layer, draw included, beside the same so driven. */
async function serial(kernels) {
  const one = tileRead(kernels, 128, 'amplitude');
  const tile = await against(tileRead(kernels, 128, 'bit_serial'), () => 8 * one(), 15);
  const [layer, amplitude] = ['bit_serial', 'amplitude'].map((encoding) => {
    const run = layerChip(kernels, { count: 1024, inputs: 512, outputs: 512, encoding });
    return () => processor(run);
  });
  const whole = await against(layer, amplitude, 15);
  return [
    row('kernels/bit-serial tile (8 products with conversion)', kernels, '1024x128x128', tile, 'ms', 1e3),
    row('kernels/bit-serial layer (amplitude-coded)', kernels, '1024x512x512', whole, 'ms', 1e3),
  ];
}

const laws = {
  normal: { kind: 'normal', sigma: { of: 'target', fraction: 0.1 } },
  uniform: { kind: 'uniform', halfWidth: { of: 'range', fraction: 0.1 } },
  lognormal: { kind: 'lognormal', sigma: 0.1, sigmaOn: null, sigmaOff: null, centre: 'mean' },
  'lognormal of resistance': {
    kind: 'lognormal',
    sigma: null,
    sigmaOn: 0.05,
    sigmaOff: 0.3,
    centre: 'median',
  },
  polynomial: { kind: 'polynomial', scale: 1e-6, sigma: [1e-7, 1e-8, -1e-11] },
  saturating: { kind: 'saturating', limit: 1e-6, at: 3e-6 },
};

function programOf(kernels, law) {
  const weights = drawn('weights', 512 * 512).map((u) => u - 0.5);
  const mapped = mapWeights({ groups: 1, inputs: 512, outputs: 512, weights }, mapping, device);
  const own = { ...device, programming: law };
  let reuse;
  return () =>
    processor(() => {
      reuse = programLayer(mapped, own, {
        key: key(3),
        columnTiles: [[0, 512]],
        reuse,
        kernels,
        readVoltage: 0.2,
      });
    });
}

async function programs(kernels, plain) {
  const rows = [];
  for (const [name, law] of Object.entries(laws)) {
    const measured = await against(programOf(kernels, law), programOf(plain, law), 7);
    const cells = (2 * 512 * 512) / 1e6;
    rows.push(
      rate(`kernels/cells by the law ${name} (plain)`, kernels, '512x512 pairs', measured, 'M/s', cells),
    );
  }
  return rows;
}

async function generator(kernels) {
  const out = new Float32Array(1 << 18);
  const layer = { kind: 'normal', sigma: { of: 'absolute', siemens: 1 } };
  const measured = await against(
    programOf(kernels, layer),
    () => processor(() => normals(key(1), out.length, out)),
    7,
  );
  return [
    rate(
      'random/normals, planes (plain rows)',
      kernels,
      '',
      measured,
      'M/s',
      (2 * 512 * 512) / 1e6,
      out.length / 1e6,
    ),
  ];
}

/** Everything beside its reference, for every technology that is faster than the definition. */
export async function rows() {
  const plain = await loadKernels('plain');
  const found = [await loadKernels('native'), await loadKernels('wasm')];
  const all = found.filter(
    ({ technology }, i) => found.findIndex((other) => other.technology === technology) === i,
  );
  const blas = startBlas();
  if (blas === null)
    console.error('no BLAS to compare with: rows beside it are left out (Debian: libopenblas-dev)');
  const made = [];
  for (const kernels of all) {
    if (blas !== null) {
      for (const each of workloads) made.push(await workload(kernels, blas, each));
      made.push(...(await tiles(kernels, blas)));
    }
    made.push(...(await variants(kernels)), ...(await serial(kernels)));
    made.push(...(await generator(kernels)), ...(await programs(kernels, plain)));
  }
  blas?.close();
  return made;
}
