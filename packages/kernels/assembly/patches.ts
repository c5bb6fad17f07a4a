// A convolution read from its images: no matrix of patches is written. Input k of the window at a position stands at the position's origin
// plus the offset of k; sums go from input to input by the steps between the offsets. docs/numerics.md section 13.

/** The images of one chunk as they came, and with a border of +0, the channels of one group alone; the host writes it (src/wasm/window.ts). */
@unmanaged
export class Window {
  images: i32;
  /** [images][sourceRows][width][channels] */
  source: usize;
  sourceRows: i32;
  width: i32;
  channels: i32;
  firstChannel: i32;
  groupChannels: i32;
  /** 1 where every output sees a channel of its own: all of the group, one after the other. */
  own: i32;
  /** [images][paddedRows][paddedWidth][groupChannels] */
  padded: usize;
  paddedRows: i32;
  paddedWidth: i32;
  /** Rows and columns of the border before the images. */
  above: i32;
  left: i32;
  sizeDown: i32;
  sizeAcross: i32;
  strideDown: i32;
  strideAcross: i32;
  dilationDown: i32;
  dilationAcross: i32;
  outRows: i32;
  outWidth: i32;
  /** Addresses of the first pixel under the window, one for each position of the chunk. */
  origins: usize;
  /** Bytes from the origin to input k, and from input k to the next, in the order (channel, window row, window column). */
  offsets: usize;
  steps: usize;
}

function pixelBytes(window: Window): usize {
  return (window.groupChannels as usize) << 2;
}

function writeOffsets(window: Window): void {
  const pixel = pixelBytes(window);
  const down = (window.dilationDown as usize) * (window.paddedWidth as usize) * pixel;
  const across = (window.dilationAcross as usize) * pixel;
  let to = window.offsets;
  const channels = window.own ? 1 : window.groupChannels;
  for (let channel = 0; channel < channels; channel++)
    for (let row = 0; row < window.sizeDown; row++)
      for (let column = 0; column < window.sizeAcross; column++, to += 4)
        store<u32>(to, ((channel as usize) << 2) + (row as usize) * down + (column as usize) * across);
  const steps = window.steps - window.offsets;
  for (let at = window.offsets; at + 4 < to; at += 4) store<u32>(at + steps, load<u32>(at, 4) - load<u32>(at));
  store<u32>(to - 4 + steps, 0);
}

/** Copies the channels of the group out of `count` neighbouring pixels. */
function copyPixels(window: Window, from: usize, to: usize, count: i32): void {
  if (window.groupChannels == window.channels) {
    memory.copy(to, from, (count as usize) * pixelBytes(window));
    return;
  }
  const last = to + (count as usize) * pixelBytes(window);
  from += (window.firstChannel as usize) << 2;
  for (; to < last; from += (window.channels as usize) << 2) {
    let at = from;
    for (const end = to + pixelBytes(window); to < end; to += 4, at += 4) store<f32>(to, load<f32>(at));
  }
}

function pad(window: Window): void {
  const row = (window.paddedWidth as usize) * pixelBytes(window);
  const left = min(window.left, window.paddedWidth);
  const count = min(window.width, window.paddedWidth - left);
  const first = (left as usize) * pixelBytes(window);
  const last = first + (count as usize) * pixelBytes(window);
  let from = window.source;
  let to = window.padded;
  for (let image = 0; image < window.images; image++)
    for (let r = 0; r < window.paddedRows; r++, to += row) {
      if (r < window.above || r >= window.above + window.sourceRows) {
        memory.fill(to, 0, row);
        continue;
      }
      if (first > 0) memory.fill(to, 0, first);
      copyPixels(window, from, to + first, count);
      if (last < row) memory.fill(to + last, 0, row - last);
      from += (window.width as usize) * ((window.channels as usize) << 2);
    }
}

function writeOrigins(window: Window): void {
  const row = (window.paddedWidth as usize) * pixelBytes(window);
  const across = (window.strideAcross as usize) * pixelBytes(window);
  let to = window.origins;
  for (let image = 0; image < window.images; image++)
    for (let r = 0; r < window.outRows; r++) {
      let at = window.padded + ((image * window.paddedRows + r * window.strideDown) as usize) * row;
      for (let column = 0; column < window.outWidth; column++, at += across, to += 4) store<u32>(to, at);
    }
}

/** Makes the images of a chunk ready to be read. */
export function preparePatches(window: Window): void {
  writeOffsets(window);
  pad(window);
  writeOrigins(window);
}

/** Bytes from one output row to the next in the padded images. */
export function rowBytes(window: Window): i32 {
  return window.strideDown * window.paddedWidth * (pixelBytes(window) as i32);
}

/** Writes the patches of `rows` positions at x, one after the other: for orders of summation that want them side by side. */
export function gather(window: Window, rows: i32, x: usize, inputs: i32): void {
  const end = window.offsets + ((inputs as usize) << 2);
  for (let row = 0; row < rows; row++) {
    const origin = load<u32>(window.origins + ((row as usize) << 2)) as usize;
    for (let at = window.offsets; at < end; at += 4, x += 4) store<f32>(x, load<f32>(origin + load<u32>(at)));
  }
}
