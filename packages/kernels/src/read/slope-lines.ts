import { type RangeArrays, rangeArrays, scalesOfArrays } from '../convert/arrays.js';
import { type FullScales, rowTileOf, scaleIndex } from '../convert/scales.js';
import {
  conversionTable,
  referenceColumns,
  type TableColumns,
  type TableSettings,
  weightColumns,
} from '../convert/table.js';
import type { ConversionTable, Kernels, PackedPlane } from '../products/kernels.js';
import type { ProgrammedLayer } from '../program/program.js';
import type { Piece } from './geometry.js';
import { slicePlanes } from './planes.js';

/** Bit lines that are converted side by side, and where their slopes are added up. */
export interface SlopeLines {
  readonly group: number;
  readonly plane: PackedPlane;
  readonly table: ConversionTable;
  /** By row group and column, the entry of the range. */
  readonly entries: readonly Uint32Array[];
  readonly slopes: Float64Array;
  readonly conversions: Float64Array;
  readonly sign: 1 | -1;
  /** The outputs that all columns together, averaged, are taken from; null where column n is output n. */
  readonly shared: Piece | null;
}

/** A number for every range, 0 at first; what shares a range shares its number. */
export const zerosLike = ({ per, ...scales }: FullScales): FullScales => {
  const arrays = rangeArrays({ per, ...scales });
  const empty = (of: RangeArrays['weights']) => ({ ...of, data: new Float32Array(of.data.length) });
  return scalesOfArrays(per, {
    weights: empty(arrays.weights),
    references: arrays.references && empty(arrays.references),
  });
};

/** What is added up for every range. */
export interface SlopeSums {
  readonly slopes: FullScales;
  readonly conversions: FullScales;
}

/** Converters of a layer, before a slice is chosen. */
export type SlopeTable = Omit<TableSettings, 'significance' | 'group'>;

function entriesOf({ geometry, scales }: SlopeTable, group: number, columns: TableColumns): Uint32Array[] {
  return geometry.rowGroups.map((_, rowGroup) =>
    columns.tiles.map((columnTile, n) =>
      scaleIndex(scales.per, geometry, {
        group,
        rowTile: rowTileOf(geometry, rowGroup),
        columnTile,
        column: columns.first + n,
        columns: columns.total,
      }),
    ),
  );
}

/** The converted lines of one slice of one group. */
export function slopeLines(
  kernels: Kernels,
  layer: ProgrammedLayer,
  table: SlopeTable,
  sums: SlopeSums,
  [group, slice]: readonly [group: number, slice: number],
): SlopeLines[] {
  const { inputs, outputs, mapping, significance } = layer.mapped;
  const { geometry, scales } = table;
  const { plus, minus, references } = slicePlanes(layer, group, slice, false);
  const settings = { ...table, group, significance: significance[slice] };
  const line = (
    plane: Float32Array,
    columns: TableColumns,
  ): Pick<SlopeLines, 'plane' | 'table' | 'entries'> => ({
    plane: kernels.pack(plane, inputs, columns.tiles.length),
    table: conversionTable(settings, columns),
    entries: entriesOf(table, group, columns),
  });
  const weights = (plane: Float32Array, polarity: number): SlopeLines => ({
    group,
    ...line(plane, weightColumns(geometry, outputs, scales.weights[polarity][slice])),
    slopes: sums.slopes.weights[polarity][slice],
    conversions: sums.conversions.weights[polarity][slice],
    sign: polarity === 0 ? 1 : -1,
    shared: null,
  });
  const reference = (plane: Float32Array, tile: number): SlopeLines => ({
    group,
    ...line(plane, referenceColumns(geometry, tile, mapping.columns, scales.references[slice])),
    slopes: sums.slopes.references[slice],
    conversions: sums.conversions.references[slice],
    sign: -1,
    shared: geometry.columnTiles[tile],
  });
  return [
    weights(plus, 0),
    ...(minus === null ? [] : [weights(minus, 1)]),
    ...references.map((plane, tile) => reference(plane, tile)),
  ];
}
