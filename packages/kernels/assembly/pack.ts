// Rows of a matrix as panels of 8 outputs.

import { PANEL } from './emit';

/** Writes one row of a panel: `width` values, less those at `less` where there are any, then zeros. */
@inline
function packSome(from: usize, less: usize, width: i32, to: usize): void {
  for (let n = 0; n < 8; n++) {
    const at = (n as usize) << 2;
    if (n >= width) store<f32>(to + at, 0);
    else store<f32>(to + at, less ? load<f32>(from + at) - load<f32>(less + at) : load<f32>(from + at));
  }
}

/** Packs `rows` rows of `outputs` values; panels begin `panelBytes` apart. `less` is 0, or what is taken away. */
export function packRows(from: usize, less: usize, rows: i32, outputs: i32, to: usize, panelBytes: usize): void {
  for (let row = 0; row < rows; row++, to += PANEL) {
    let panel = to;
    let left = outputs;
    for (; left >= 8; left -= 8, panel += panelBytes) {
      let low = v128.load(from);
      let high = v128.load(from, 16);
      if (less) {
        low = f32x4.sub(low, v128.load(less));
        high = f32x4.sub(high, v128.load(less, 16));
        less += PANEL;
      }
      v128.store(panel, low);
      v128.store(panel, high, 16);
      from += PANEL;
    }
    if (left == 0) continue;
    packSome(from, less, left, panel);
    from += (left as usize) << 2;
    if (less) less += (left as usize) << 2;
  }
}
