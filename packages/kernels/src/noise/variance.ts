import { subtractsFirst } from '../read/planes.js';
import type { ProgrammedLayer } from '../program/program.js';
import type { Sigma } from '../program/sigma.js';

const f = Math.fround;

/** Variances [S^2] of the bit lines of one matrix and slice, each [inputs x columns]. */
export interface VariancePlanes {
  /** One for each plane that is converted: both cells of a pair together where they are subtracted first. */
  readonly lines: readonly Float32Array[];
  /** By column tile; empty without reference columns. */
  readonly references: readonly Float32Array[];
}

/** sigma(G)^2 of cells first ... first + count - 1, each rounded once. */
function squares(cells: Float32Array, first: number, count: number, sigma: Sigma): Float32Array {
  const plane = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const s = sigma(cells[first + i]);
    plane[i] = s * s;
  }
  return plane;
}

/** The variance of the average of copies: their sum in order over the square of their number; a lone copy's its own. */
function ofAverage(
  copies: readonly Float32Array[],
  first: number,
  count: number,
  sigma: Sigma,
): Float32Array {
  const plane = squares(copies[0], first, count, sigma);
  if (copies.length === 1) return plane;
  for (const copy of copies.slice(1)) {
    const own = squares(copy, first, count, sigma);
    for (let i = 0; i < count; i++) plane[i] += own[i];
  }
  for (let i = 0; i < count; i++) plane[i] = f(plane[i] / (copies.length * copies.length));
  return plane;
}

/** Read noise in variance form, formed once per chip from the programmed cells. docs/numerics.md section 12. */
export function variancePlanes(
  layer: ProgrammedLayer,
  group: number,
  slice: number,
  read: { readonly sigma: Sigma; readonly ideal: boolean },
): VariancePlanes {
  const { mapped, columnTiles, references } = layer;
  const { inputs, outputs, mapping } = mapped;
  const { sigma, ideal } = read;
  const size = inputs * outputs;
  const [plus, ...others] = layer.planes.map((slices) => ofAverage(slices[slice], group * size, size, sigma));
  const paired = mapping.scheme === 'differential_pair' && subtractsFirst(mapping, ideal);
  if (paired) for (const minus of others) for (let i = 0; i < size; i++) plus[i] += minus[i];
  const tileSize = inputs * mapping.columns;
  return {
    lines: paired ? [plus] : [plus, ...others],
    references:
      mapping.scheme !== 'reference_column'
        ? []
        : columnTiles.map((_, tile) =>
            squares(references[slice], (group * columnTiles.length + tile) * tileSize, tileSize, sigma),
          ),
  };
}
