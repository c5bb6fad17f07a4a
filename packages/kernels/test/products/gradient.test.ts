import { everyNative } from '../../src/native/load.js';
import { engine } from '../../src/wasm/engine.js';
import { type ConvolutionShape, loadGradients } from '../../src/wasm/gradients.js';
import { buildWasm } from './build.js';
import { hex } from './definition.js';
import { draw } from './draws.js';

const { fround: f } = Math;

beforeAll(() => buildWasm());

const shapeOf = (
  [images, height, width, inputs]: readonly [number, number, number, number],
  [outHeight, outWidth, outputs]: readonly [number, number, number],
  rest: Pick<ConvolutionShape, 'size' | 'stride' | 'top' | 'left'>,
): ConvolutionShape => ({ images, height, width, inputs, outHeight, outWidth, outputs, ...rest });

const shapes: readonly ConvolutionShape[] = [
  shapeOf([3, 8, 8, 16], [8, 8, 16], { size: [3, 3], stride: [1, 1], top: 1, left: 1 }),
  shapeOf([2, 9, 7, 3], [5, 4, 48], { size: [3, 3], stride: [2, 2], top: 1, left: 1 }),
  shapeOf([2, 10, 10, 6], [6, 6, 10], { size: [5, 5], stride: [1, 1], top: 0, left: 0 }),
  shapeOf([1, 4, 6, 13], [2, 3, 33], { size: [1, 1], stride: [2, 2], top: 0, left: 0 }),
  shapeOf([2, 2, 3, 5], [4, 6, 1], { size: [4, 5], stride: [1, 1], top: 3, left: 4 }),
];

/** Sums over images, rows and positions in this order, in float32. */
function definition(x: Float32Array, dy: Float32Array, shape: ConvolutionShape): Float32Array {
  const { images, height, width, inputs, outHeight, outWidth, outputs, size, stride, top, left } = shape;
  const dw = new Float32Array(size[0] * size[1] * inputs * outputs);
  for (let at = 0; at < dw.length; at++) {
    const [tap, input] = [Math.floor(at / outputs / inputs), Math.floor(at / outputs) % inputs];
    for (let place = 0; place < images * outHeight * outWidth; place++) {
      const image = Math.floor(place / outWidth / outHeight);
      const y = (Math.floor(place / outWidth) % outHeight) * stride[0] + Math.floor(tap / size[1]) - top;
      const column = (place % outWidth) * stride[1] + (tap % size[1]) - left;
      if (y < 0 || y >= height || column < 0 || column >= width) continue;
      const value = x[((image * height + y) * width + column) * inputs + input];
      dw[at] = f(dw[at] + f(value * dy[place * outputs + (at % outputs)]));
    }
  }
  return dw;
}

it.each(shapes)(
  'filters of every technology take the gradient of the definition, to the bit: %j',
  async (shape) => {
    const { images, height, width, inputs, outHeight, outWidth, outputs } = shape;
    const [x, dy] = [
      draw(1, images * height * width * inputs),
      draw(2, images * outHeight * outWidth * outputs),
    ];
    const expected = definition(x, dy, shape);
    const memory = new engine!.Memory({ initial: 16 });
    const gradients = await loadGradients(memory);
    if (typeof gradients === 'string') throw new Error(gradients);
    const heap = new Float32Array(memory.buffer);
    heap.set(x, 16);
    heap.set(dy, 16 + x.length);
    const end = 16 + x.length + dy.length;
    gradients.filter(64, 4 * (16 + x.length), 4 * end, shape);
    expect(hex(heap.slice(end, end + expected.length))).toBe(hex(expected));
    for (const native of everyNative()) {
      const dw = new Float32Array(expected.length).fill(7);
      native.filterGradient!(x, dy, dw, shape);
      expect([native.instructions, hex(dw) === hex(expected)]).toEqual([native.instructions, true]);
    }
  },
);
