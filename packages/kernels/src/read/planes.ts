import { isDifferential } from '../convert/site.js';
import type { MappedLayer } from '../map/map.js';
import type { ProgrammedLayer } from '../program/program.js';

const f = Math.fround;

/** What the bit lines of one matrix and one slice carry [S], each [inputs x outputs]. */
export interface SlicePlanes {
  readonly slice: number;
  /** The difference seen by one converter, or the positive column. */
  readonly plus: Float32Array;
  /** The column that has yet to be taken away from it where planes are left `apart`; null elsewhere. */
  readonly less: Float32Array | null;
  /** The column subtracted after conversion; null where there is none. */
  readonly minus: Float32Array | null;
  /** Reference columns converted by themselves, one plane [inputs x reference columns] for each column tile. */
  readonly references: readonly Float32Array[];
}

/** The average of copies: their sum in order, over their number; a lone copy itself. */
function averaged(copies: readonly Float32Array[], first: number, count: number): Float32Array {
  if (copies.length === 1) return copies[0].subarray(first, first + count);
  const plane = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (const copy of copies) sum = f(sum + copy[first + i]);
    plane[i] = f(sum / copies.length);
  }
  return plane;
}

function difference(plus: Float32Array, minus: Float32Array): Float32Array {
  const plane = new Float32Array(plus.length);
  for (let i = 0; i < plane.length; i++) plane[i] = plus[i] - minus[i];
  return plane;
}

/** Minus the mean of the reference cells of every row and column tile. */
function lessReference(
  layer: ProgrammedLayer,
  plane: Float32Array,
  group: number,
  slice: number,
): Float32Array {
  const { inputs, outputs, mapping } = layer.mapped;
  const { columns } = mapping;
  const out = new Float32Array(plane.length);
  layer.columnTiles.forEach(([firstOutput, count], tile) => {
    const start = (group * layer.columnTiles.length + tile) * inputs * columns;
    for (let row = 0; row < inputs; row++) {
      let sum = 0;
      for (let index = 0; index < columns; index++)
        sum = f(sum + layer.references[slice][start + row * columns + index]);
      const reference = f(sum / columns);
      const at = row * outputs + firstOutput;
      for (let i = at; i < at + count; i++) out[i] = plane[i] - reference;
    }
  });
  return out;
}

/** Whether the subtraction happens before the converter; an ideal converter makes both the same. */
export const subtractsFirst = (mapping: MappedLayer['mapping'], ideal: boolean): boolean =>
  isDifferential(mapping) || (ideal && mapping.scheme !== 'digital_offset');

/**
 * The planes of one matrix, formed once per chip: copies averaged, d = fround(G+ - G-) or fround(G - G_ref) where the
 * subtraction is analog, or left `apart` for kernels to form where they pack. docs/numerics.md, sums and conversion.
 */
export function slicePlanes(
  layer: ProgrammedLayer,
  group: number,
  slice: number,
  ideal: boolean,
  apart = false,
): SlicePlanes {
  const { mapped, columnTiles, references } = layer;
  const { inputs, outputs, mapping } = mapped;
  const size = inputs * outputs;
  const [plus, minus] = layer.planes.map((slices) => averaged(slices[slice], group * size, size));
  const early = subtractsFirst(mapping, ideal);
  if (mapping.scheme === 'digital_offset') return { slice, plus, less: null, minus: null, references: [] };
  if (mapping.scheme === 'differential_pair')
    return !early
      ? { slice, plus, less: null, minus, references: [] }
      : apart
        ? { slice, plus, less: minus, minus: null, references: [] }
        : { slice, plus: difference(plus, minus), less: null, minus: null, references: [] };
  if (early)
    return { slice, plus: lessReference(layer, plus, group, slice), less: null, minus: null, references: [] };
  const tileSize = inputs * mapping.columns;
  const own = columnTiles.map((_, tile) => {
    const start = (group * columnTiles.length + tile) * tileSize;
    return references[slice].subarray(start, start + tileSize);
  });
  return { slice, plus, less: null, minus: null, references: own };
}
