import type { ProgrammedLayer } from '../program/program.js';
import type { Piece } from '../read/geometry.js';
import { type BitLine, bitLines } from './columns.js';
import { effectiveMatrix } from './matrix.js';
import type { WireResistances } from './resistances.js';

/** A layer seen through its wires: planes and reference cells are effective conductances, laid out like cells. */
export interface WiredLayer extends ProgrammedLayer {
  /** The cells themselves, which read noise goes by. */
  readonly programmed: ProgrammedLayer;
}

/** Where the cells of a bit line are, in the programmed layer and in the wired one: `first`, then every `stride`. */
interface Place {
  readonly from: Float32Array;
  readonly to: Float32Array;
  readonly first: number;
  readonly stride: number;
}

type Layers = Pick<WiredLayer, 'programmed' | 'planes' | 'references'>;

function placeOf(layers: Layers, group: number, tile: number, line: BitLine): Place {
  const { programmed, planes, references } = layers;
  const { inputs, outputs, mapping } = programmed.mapped;
  if (line.kind === 'weight') {
    const { output, slice, polarity, copy } = line;
    return {
      from: programmed.planes[polarity][slice][copy],
      to: planes[polarity][slice][copy],
      first: group * inputs * outputs + output,
      stride: outputs,
    };
  }
  const matrix = group * programmed.columnTiles.length + tile;
  return {
    from: programmed.references[line.slice],
    to: references[line.slice],
    first: matrix * inputs * mapping.columns + line.index,
    stride: mapping.columns,
  };
}

function solveArray(places: readonly Place[], [firstRow, rows]: Piece, array: WireResistances): void {
  const columns = places.length;
  const cells = new Float64Array(rows * columns);
  const each = (visit: (place: Place, at: number, cell: number) => void): void =>
    places.forEach((place, column) => {
      for (let row = 0; row < rows; row++)
        visit(place, place.first + (firstRow + row) * place.stride, row * columns + column);
    });
  each(({ from }, at, cell) => (cells[cell] = from[at]));
  const effective = effectiveMatrix(cells, { rows, columns }, array);
  each(({ to }, at, cell) => (to[at] = effective[cell]));
}

const sameSize = (plane: Float32Array, reuse: Float32Array | undefined): Float32Array =>
  reuse?.length === plane.length ? reuse : new Float32Array(plane.length);

/**
 * Every array of a layer solved once (model.md section 3): effective conductances [S], float64 rounded once to float32.
 * A row group drives some word lines and holds the others at 0 V through the same drivers, so one matrix serves all row
 * groups of an array. `reuse` is a wired layer of the same mapping whose memory is overwritten.
 */
export function wireLayer(
  programmed: ProgrammedLayer,
  rowTiles: readonly Piece[],
  array: WireResistances,
  reuse?: WiredLayer,
): WiredLayer {
  const { mapped, columnTiles } = programmed;
  const planes = programmed.planes.map((slices, polarity) =>
    slices.map((copies, slice) =>
      copies.map((plane, copy) => sameSize(plane, reuse?.planes[polarity]?.[slice]?.[copy])),
    ),
  );
  const references = programmed.references.map((plane, slice) => sameSize(plane, reuse?.references[slice]));
  for (let group = 0; group < mapped.groups; group++)
    columnTiles.forEach((outputs, tile) => {
      const lines = bitLines(mapped, outputs);
      const places = lines.map((line) => placeOf({ programmed, planes, references }, group, tile, line));
      for (const rows of rowTiles) solveArray(places, rows, array);
    });
  return { ...programmed, planes, references, programmed };
}
