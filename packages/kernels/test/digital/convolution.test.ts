import fc from 'fast-check';
import { filterMatrices } from '../../src/digital/filters.js';
import { convolve, dense, packLayer, releaseLayer } from '../../src/digital/layer.js';
import { fillPatches } from '../../src/digital/patches.js';
import { sizeOf, windowPositions } from '../../src/digital/window.js';
import { plainKernels } from '../../src/products/plain.js';
import { draw } from '../products/draws.js';
import { hex } from '../products/definition.js';
import { convolutionTwin, distance, under } from './twins.js';

const pair = (max: number) => fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));
const edge = fc.integer({ min: 0, max: 3 });
const convolutions = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  images: fc.integer({ min: 1, max: 3 }),
  extent: pair(9),
  groups: fc.integer({ min: 1, max: 3 }),
  channels: fc.integer({ min: 1, max: 3 }),
  outputs: fc.integer({ min: 1, max: 3 }),
  size: pair(4),
  stride: pair(3),
  dilation: pair(2),
  padding: fc.tuple(edge, edge, edge, edge),
});

type Convolution = typeof convolutions extends fc.Arbitrary<infer T> ? T : never;

function setUp(convolution: Convolution) {
  const { seed, images, extent, groups, size, stride, dilation, padding } = convolution;
  const channels = groups * convolution.channels;
  const outputs = groups * convolution.outputs;
  const shape = { height: extent[0], width: extent[1], channels };
  const window = { size, stride, dilation, padding };
  const places = windowPositions(shape, window);
  return {
    images,
    shape,
    window,
    outputs,
    positions: images * places.height * places.width,
    input: draw(seed, images * sizeOf(shape)),
    weights: draw(seed + 1, size[0] * size[1] * convolution.channels * outputs),
    bias: draw(seed + 2, outputs),
  };
}

describe('a convolution', () => {
  it('is the product of its patches with the matrices of its groups', () => {
    const law = (convolution: Convolution) => {
      const { images, shape, window, outputs, positions, input, weights, bias } = setUp(convolution);
      const { groups, channels } = convolution;
      const kernels = plainKernels();
      const matrices = filterMatrices(weights, { size: window.size, channels, outputs }, groups);
      const layer = packLayer(kernels, matrices, bias);
      const out = new Float32Array(positions * outputs);
      convolve(kernels, layer, { input, images, shape, window }, out);
      releaseLayer(kernels, layer);
      expect(kernels.bytes()).toBe(0);
      const twin = convolutionTwin(input, images, shape, window, { weights, bias, groups, outputs });
      expect(distance(out, twin)).toBeLessThan(2e-6);
    };
    fc.assert(fc.property(convolutions, law), { numRuns: 150 });
  });

  it('has patches in the order (channel, window row, window column), with zeros in the padding', () => {
    const law = (convolution: Convolution, share: number) => {
      const { shape, window, positions, input } = setUp(convolution);
      const places = windowPositions(shape, window);
      const first = Math.floor(share * positions);
      const count = positions - first;
      const taps = window.size[0] * window.size[1];
      const out = new Float32Array(count * taps * shape.channels).fill(NaN);
      fillPatches({ input, shape, window, first, count, out });
      const expected = Array.from({ length: count * shape.channels }, (_, i) => {
        const position = first + Math.floor(i / shape.channels);
        const image = Math.floor(position / (places.height * places.width));
        const place = position % (places.height * places.width);
        const [row, column] = [Math.floor(place / places.width), place % places.width];
        return under(input, shape, window, [image, row, column, i % shape.channels]);
      });
      expect(Array.from(out)).toEqual(expected.flat().map((value) => value ?? 0));
    };
    fc.assert(fc.property(convolutions, fc.double({ min: 0, max: 0.99, noNaN: true }), law));
  });

  it('gives the same bits in pieces of many positions', () => {
    const shape = { height: 40, width: 40, channels: 8 };
    const window = { size: [5, 5], stride: [1, 1], padding: [2, 2, 2, 2] } as const;
    const [input, weights] = [draw(1, sizeOf(shape)), draw(2, 25 * 8 * 2)];
    const kernels = plainKernels();
    const layer = packLayer(
      kernels,
      filterMatrices(weights, { size: [5, 5], channels: 8, outputs: 2 }),
      null,
    );
    const [pieces, whole] = [new Float32Array(3200), new Float32Array(3200)];
    convolve(kernels, layer, { input, images: 1, shape, window }, pieces);
    const patches = new Float32Array(1600 * 200);
    fillPatches({ input, shape, window, first: 0, count: 1600, out: patches });
    dense(kernels, layer, patches, 1600, whole);
    expect(hex(pieces)).toBe(hex(whole));
  });

  it('leaves no position for a window larger than the image', () => {
    const window = { size: [3, 3], stride: [2, 2], padding: [0, 0, 0, 0] } as const;
    const shape = { height: 2, width: 5, channels: 1 };
    expect(windowPositions(shape, window)).toEqual({ height: 0, width: 2, channels: 1 });
  });

  it('refuses weights that do not fit', () => {
    const shape = { size: [1, 1], channels: 2, outputs: 3 } as const;
    expect(() => filterMatrices(new Float32Array(6), shape, 2)).toThrow('2 groups divide 3 outputs');
    expect(() => filterMatrices(new Float32Array(5), shape)).toThrow('hold 6 weights');
  });
});
