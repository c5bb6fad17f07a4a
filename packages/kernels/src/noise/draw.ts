import { fillNormals, fold, type Key } from '@kirchhoff/random';
import { type Columns, fillColumns } from '../convert/columns.js';

/** Which rows of a layer's inputs a block holds: row m is image x positions + position, `firstRow` that of row 0. */
export interface RowBlock {
  readonly firstRow: number;
  readonly count: number;
  /** Rows of one image: output positions of a convolution, else 1. */
  readonly positions: number;
}

/** Where in the reading of an image a conversion happens. */
export interface ConversionPlace {
  readonly rowGroup: number;
  readonly rowGroups: number;
  /** 0, or the input slice. */
  readonly drive: number;
}

/**
 * Standard normals [count x columns], one for each conversion: key > image, row = position x row groups + row group, attempt =
 * input slice. They do not depend on how images are batched. model.md section 7, docs/numerics.md section 12.
 */
export function conversionNormals(
  key: Key,
  columns: Columns,
  block: RowBlock,
  place: ConversionPlace,
  out: Float32Array,
): Float32Array {
  const { firstRow, count, positions } = block;
  let image = -1;
  let own = key;
  for (let m = 0; m < count; m++) {
    const row = firstRow + m;
    const of = Math.floor(row / positions);
    if (of !== image) own = fold(key, of);
    image = of;
    const at = (row - of * positions) * place.rowGroups + place.rowGroup;
    fillColumns(fillNormals, own, { columns, row: at, attempt: place.drive }, out, m * columns.count);
  }
  return out;
}
