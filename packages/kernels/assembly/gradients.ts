// Gradients of convolutions and batch normalisation on the memory of another module: float32 row-major arrays by their addresses. No
// static data and no allocation, so that nothing of that memory is touched but what the arguments name.

export { channelTotals, reluGradient, times } from './backward';
export { affine, channelSums, normalise, normaliseGradient, restore, slopeSums } from './normalisation';

/** First output position whose input lies inside, and the one behind the last, along one axis. */
@inline
function firstInside(tap: i32, pad: i32, stride: i32): i32 {
  const before = pad - tap;
  return before <= 0 ? 0 : (before + stride - 1) / stride;
}

@inline
function endInside(tap: i32, pad: i32, stride: i32, size: i32, outputs: i32): i32 {
  const last = size - 1 + pad - tap;
  return last < 0 ? 0 : min(outputs, last / stride + 1);
}

/** w[4 x 8] += sum over positions of x[4] and dy[8]; w rows are `outputs` apart. */
function fourByEight(x: usize, xStep: usize, dy: usize, dyStep: usize, count: i32, w: usize, wStep: usize): void {
  let a0 = v128.load(w);
  let a1 = v128.load(w, 16);
  let b0 = v128.load(w + wStep);
  let b1 = v128.load(w + wStep, 16);
  let c0 = v128.load(w + 2 * wStep);
  let c1 = v128.load(w + 2 * wStep, 16);
  let d0 = v128.load(w + 3 * wStep);
  let d1 = v128.load(w + 3 * wStep, 16);
  for (let n = 0; n < count; n++) {
    const y0 = v128.load(dy);
    const y1 = v128.load(dy, 16);
    const p = v128.load32_splat(x);
    a0 = f32x4.add(a0, f32x4.mul(p, y0));
    a1 = f32x4.add(a1, f32x4.mul(p, y1));
    const q = v128.load32_splat(x, 4);
    b0 = f32x4.add(b0, f32x4.mul(q, y0));
    b1 = f32x4.add(b1, f32x4.mul(q, y1));
    const r = v128.load32_splat(x, 8);
    c0 = f32x4.add(c0, f32x4.mul(r, y0));
    c1 = f32x4.add(c1, f32x4.mul(r, y1));
    const s = v128.load32_splat(x, 12);
    d0 = f32x4.add(d0, f32x4.mul(s, y0));
    d1 = f32x4.add(d1, f32x4.mul(s, y1));
    x += xStep;
    dy += dyStep;
  }
  v128.store(w, a0);
  v128.store(w, a1, 16);
  v128.store(w + wStep, b0);
  v128.store(w + wStep, b1, 16);
  v128.store(w + 2 * wStep, c0);
  v128.store(w + 2 * wStep, c1, 16);
  v128.store(w + 3 * wStep, d0);
  v128.store(w + 3 * wStep, d1, 16);
}

/** The same for one input channel and 4 outputs. */
function oneByFour(x: usize, xStep: usize, dy: usize, dyStep: usize, count: i32, w: usize): void {
  let a = v128.load(w);
  for (let n = 0; n < count; n++) {
    a = f32x4.add(a, f32x4.mul(v128.load32_splat(x), v128.load(dy)));
    x += xStep;
    dy += dyStep;
  }
  v128.store(w, a);
}

/** The same for one input channel and one output. */
function oneByOne(x: usize, xStep: usize, dy: usize, dyStep: usize, count: i32, w: usize): void {
  let a = load<f32>(w);
  for (let n = 0; n < count; n++) {
    a += load<f32>(x) * load<f32>(dy);
    x += xStep;
    dy += dyStep;
  }
  store<f32>(w, a);
}

/** All channels of one tap along a row of positions. */
function rowOfTap(x: usize, xStep: usize, dy: usize, count: i32, w: usize, inputs: i32, outputs: i32): void {
  const dyStep = (outputs as usize) << 2;
  let ci = 0;
  for (; ci + 4 <= inputs; ci += 4) {
    const from = x + ((ci as usize) << 2);
    const to = w + (ci as usize) * dyStep;
    let co = 0;
    for (; co + 8 <= outputs; co += 8)
      fourByEight(from, xStep, dy + ((co as usize) << 2), dyStep, count, to + ((co as usize) << 2), dyStep);
    for (; co < outputs; co++)
      for (let k: usize = 0; k < 4; k++)
        oneByOne(from + (k << 2), xStep, dy + ((co as usize) << 2), dyStep, count, to + k * dyStep + ((co as usize) << 2));
  }
  for (; ci < inputs; ci++) {
    const from = x + ((ci as usize) << 2);
    const to = w + (ci as usize) * dyStep;
    let co = 0;
    for (; co + 4 <= outputs; co += 4)
      oneByFour(from, xStep, dy + ((co as usize) << 2), dyStep, count, to + ((co as usize) << 2));
    for (; co < outputs; co++)
      oneByOne(from, xStep, dy + ((co as usize) << 2), dyStep, count, to + ((co as usize) << 2));
  }
}

/**
 * dw [kernel height x kernel width x inputs x outputs] = sum over images and positions of x (shifted by the tap) and dy. x [images x
 * height x width x inputs], dy [images x out height x out width x outputs]; dw is overwritten.
 */
export function filterGradient(
  x: usize, dy: usize, dw: usize,
  images: i32, height: i32, width: i32, inputs: i32,
  outHeight: i32, outWidth: i32, outputs: i32,
  kernelHeight: i32, kernelWidth: i32,
  strideHeight: i32, strideWidth: i32, top: i32, left: i32,
): void {
  const tapBytes = (inputs as usize) * ((outputs as usize) << 2);
  const pixel = (inputs as usize) << 2;
  memory.fill(dw, 0, tapBytes * (kernelHeight as usize) * (kernelWidth as usize));
  for (let image = 0; image < images; image++)
    for (let row = 0; row < outHeight; row++)
      for (let i = 0; i < kernelHeight; i++) {
        const y = row * strideHeight + i - top;
        if (y < 0 || y >= height) continue;
        for (let j = 0; j < kernelWidth; j++) {
          const first = firstInside(j, left, strideWidth);
          const count = endInside(j, left, strideWidth, width, outWidth) - first;
          if (count <= 0) continue;
          const column = first * strideWidth + j - left;
          const from = x + (((image * height + y) * width + column) as usize) * pixel;
          const slope = dy + (((image * outHeight + row) * outWidth + first) as usize) * ((outputs as usize) << 2);
          rowOfTap(from, pixel * (strideWidth as usize), slope, count, dw + ((i * kernelWidth + j) as usize) * tapBytes, inputs, outputs);
        }
      }
}

/** to[c] += a[c] b[c] for channels. */
@inline
function addProducts(a: usize, b: usize, to: usize, channels: i32): void {
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    const at = (c as usize) << 2;
    v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(v128.load(a + at), v128.load(b + at))));
  }
  for (; c < channels; c++) {
    const at = (c as usize) << 2;
    store<f32>(to + at, load<f32>(to + at) + load<f32>(a + at) * load<f32>(b + at));
  }
}

/**
 * Gradients of a depthwise convolution with one output a channel: of its filter [kernel height x kernel width x channels] where
 * `ofFilter`, `other` being x; else of x, `other` being the filter. Arrays as for `filterGradient`; `out` is overwritten.
 */
export function depthwiseGradient(
  ofFilter: bool, other: usize, dy: usize, out: usize,
  images: i32, height: i32, width: i32, channels: i32,
  outHeight: i32, outWidth: i32,
  kernelHeight: i32, kernelWidth: i32,
  strideHeight: i32, strideWidth: i32, top: i32, left: i32,
): void {
  const pixel = (channels as usize) << 2;
  const size = ofFilter ? kernelHeight * kernelWidth : images * height * width;
  memory.fill(out, 0, (size as usize) * pixel);
  for (let image = 0; image < images; image++)
    for (let row = 0; row < outHeight; row++)
      for (let i = 0; i < kernelHeight; i++) {
        const y = row * strideHeight + i - top;
        if (y < 0 || y >= height) continue;
        for (let j = 0; j < kernelWidth; j++) {
          const first = firstInside(j, left, strideWidth);
          const end = endInside(j, left, strideWidth, width, outWidth);
          const tap = ((i * kernelWidth + j) as usize) * pixel;
          for (let column = first; column < end; column++) {
            const at = (((image * height + y) * width + column * strideWidth + j - left) as usize) * pixel;
            const slope = dy + (((image * outHeight + row) * outWidth + column) as usize) * pixel;
            if (ofFilter) addProducts(other + at, slope, out + tap, channels);
            else addProducts(other + tap, slope, out + at, channels);
          }
        }
      }
}

/** dx of a maximum over windows, arrays as for `filterGradient`; the first of equal values takes the slope. dx is overwritten. */
export function maxPoolGradient(
  x: usize, dy: usize, dx: usize,
  images: i32, height: i32, width: i32, channels: i32,
  outHeight: i32, outWidth: i32,
  kernelHeight: i32, kernelWidth: i32,
  strideHeight: i32, strideWidth: i32, top: i32, left: i32,
): void {
  const pixel = (channels as usize) << 2;
  memory.fill(dx, 0, ((images * height * width) as usize) * pixel);
  let slope = dy;
  for (let image = 0; image < images; image++)
    for (let row = 0; row < outHeight; row++) {
      const firstRow = max(0, row * strideHeight - top);
      const endRow = min(height, row * strideHeight - top + kernelHeight);
      for (let column = 0; column < outWidth; column++) {
        const first = max(0, column * strideWidth - left);
        const end = min(width, column * strideWidth - left + kernelWidth);
        for (let c = 0; c < channels; c++) {
          let best: usize = 0;
          let largest: f32 = 0;
          let found = false;
          for (let y = firstRow; y < endRow; y++) {
            let at = (((image * height + y) * width + first) as usize) * pixel + ((c as usize) << 2);
            for (let n = first; n < end; n++) {
              const value = load<f32>(x + at);
              if (!found || value > largest) {
                largest = value;
                best = at;
                found = true;
              }
              at += pixel;
            }
          }
          if (found) store<f32>(dx + best, load<f32>(dx + best) + load<f32>(slope));
          slope += 4;
        }
      }
    }
}
