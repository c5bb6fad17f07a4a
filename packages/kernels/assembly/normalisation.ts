// Batch normalisation by channel, sums in float64 in the order of the rows: two channels a vector, so that no sum depends on lanes.

/** The two channels from the one at `at` on, as float64. */
@inline
function two(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

@inline
function storeTwo(at: usize, values: v128): void {
  v128.store64_lane(at, f32x4.demote_f64x2_zero(values), 0);
}

/** Sums over rows of x [rows x channels], of (x - mean)^2 where `mean` is given, float64 [channels]; `out` is overwritten. */
export function channelSums(x: usize, rows: i32, channels: i32, mean: usize, out: usize): void {
  const bytes = (channels as usize) << 2;
  const pairs = bytes & ~7;
  memory.fill(out, 0, 2 * bytes);
  for (let row = 0; row < rows; row++, x += bytes) {
    if (mean)
      for (let c: usize = 0; c < pairs; c += 8) {
        const distance = f64x2.sub(two(x + c), two(mean + c));
        v128.store(out + 2 * c, f64x2.add(v128.load(out + 2 * c), f64x2.mul(distance, distance)));
      }
    else
      for (let c: usize = 0; c < pairs; c += 8) v128.store(out + 2 * c, f64x2.add(v128.load(out + 2 * c), two(x + c)));
    if (pairs === bytes) continue;
    const value = load<f32>(x + pairs) as f64;
    const distance = mean ? value - (load<f32>(mean + pairs) as f64) : 0;
    store<f64>(out + 2 * pairs, load<f64>(out + 2 * pairs) + (mean ? distance * distance : value));
  }
}

/** out = (x - mean) gain + shift, channel by channel; gain and shift float64 [channels]. */
export function normalise(x: usize, rows: i32, channels: i32, mean: usize, gain: usize, shift: usize, out: usize): void {
  const bytes = (channels as usize) << 2;
  const pairs = bytes & ~7;
  for (let row = 0; row < rows; row++, x += bytes, out += bytes) {
    for (let c: usize = 0; c < pairs; c += 8) {
      const distance = f64x2.sub(two(x + c), two(mean + c));
      storeTwo(out + c, f64x2.add(f64x2.mul(distance, v128.load(gain + 2 * c)), v128.load(shift + 2 * c)));
    }
    if (pairs === bytes) continue;
    const distance = (load<f32>(x + pairs) as f64) - (load<f32>(mean + pairs) as f64);
    store<f32>(out + pairs, (distance * load<f64>(gain + 2 * pairs) + load<f64>(shift + 2 * pairs)) as f32);
  }
}

/** out = (x - mean) gain + shift, channel by channel, all float32 and every operation rounded. */
export function affine(x: usize, rows: i32, channels: i32, mean: usize, gain: usize, shift: usize, out: usize): void {
  const bytes = (channels as usize) << 2;
  const fours = bytes & ~15;
  for (let row = 0; row < rows; row++, x += bytes, out += bytes) {
    let c: usize = 0;
    for (; c < fours; c += 16) {
      const scaled = f32x4.mul(f32x4.sub(v128.load(x + c), v128.load(mean + c)), v128.load(gain + c));
      v128.store(out + c, f32x4.add(scaled, v128.load(shift + c)));
    }
    for (; c < bytes; c += 4)
      store<f32>(out + c, (load<f32>(x + c) - load<f32>(mean + c)) * load<f32>(gain + c) + load<f32>(shift + c));
  }
}

/** x = (x - shift) / divisor + mean, channel by channel, in place; divisors float64 [channels]. */
export function restore(x: usize, rows: i32, channels: i32, shift: usize, divisor: usize, mean: usize): void {
  const bytes = (channels as usize) << 2;
  const pairs = bytes & ~7;
  for (let row = 0; row < rows; row++, x += bytes) {
    for (let c: usize = 0; c < pairs; c += 8) {
      const share = f64x2.div(f64x2.sub(two(x + c), two(shift + c)), v128.load(divisor + 2 * c));
      storeTwo(x + c, f64x2.add(share, two(mean + c)));
    }
    if (pairs === bytes) continue;
    const share = ((load<f32>(x + pairs) as f64) - (load<f32>(shift + pairs) as f64)) / load<f64>(divisor + 2 * pairs);
    store<f32>(x + pairs, (share + (load<f32>(mean + pairs) as f64)) as f32);
  }
}

/** Sums over rows of dy and of dy (x - mean) inverse, float64 [channels]; both are overwritten. */
export function slopeSums(x: usize, dy: usize, rows: i32, channels: i32, mean: usize, inverse: usize, sums: usize, products: usize): void {
  const bytes = (channels as usize) << 2;
  const pairs = bytes & ~7;
  memory.fill(sums, 0, 2 * bytes);
  memory.fill(products, 0, 2 * bytes);
  for (let row = 0; row < rows; row++, x += bytes, dy += bytes) {
    for (let c: usize = 0; c < pairs; c += 8) {
      const slope = two(dy + c);
      const normal = f64x2.mul(f64x2.sub(two(x + c), two(mean + c)), v128.load(inverse + 2 * c));
      v128.store(sums + 2 * c, f64x2.add(v128.load(sums + 2 * c), slope));
      v128.store(products + 2 * c, f64x2.add(v128.load(products + 2 * c), f64x2.mul(slope, normal)));
    }
    if (pairs === bytes) continue;
    const at = 2 * pairs;
    const slope = load<f32>(dy + pairs) as f64;
    const normal = ((load<f32>(x + pairs) as f64) - (load<f32>(mean + pairs) as f64)) * load<f64>(inverse + at);
    store<f64>(sums + at, load<f64>(sums + at) + slope);
    store<f64>(products + at, load<f64>(products + at) + slope * normal);
  }
}

/** out = gain (dy - meanSlope - (x - mean) inverse meanProduct); all but x, dy, mean and out float64 [channels]. */
export function normaliseGradient(
  x: usize, dy: usize, rows: i32, channels: i32, mean: usize,
  inverse: usize, gain: usize, meanSlope: usize, meanProduct: usize, out: usize,
): void {
  const bytes = (channels as usize) << 2;
  const pairs = bytes & ~7;
  for (let row = 0; row < rows; row++, x += bytes, dy += bytes, out += bytes) {
    for (let c: usize = 0; c < pairs; c += 8) {
      const at = 2 * c;
      const normal = f64x2.mul(f64x2.sub(two(x + c), two(mean + c)), v128.load(inverse + at));
      const level = f64x2.sub(two(dy + c), v128.load(meanSlope + at));
      const slope = f64x2.sub(level, f64x2.mul(normal, v128.load(meanProduct + at)));
      storeTwo(out + c, f64x2.mul(v128.load(gain + at), slope));
    }
    if (pairs === bytes) continue;
    const at = 2 * pairs;
    const normal = ((load<f32>(x + pairs) as f64) - (load<f32>(mean + pairs) as f64)) * load<f64>(inverse + at);
    const slope = (load<f32>(dy + pairs) as f64) - load<f64>(meanSlope + at) - normal * load<f64>(meanProduct + at);
    store<f32>(out + pairs, (load<f64>(gain + at) * slope) as f32);
  }
}
