import type { ConversionTable } from '../products/kernels.js';
import type { Geometry } from '../read/geometry.js';
import { type CodeRange, conversionNumbers } from './codes.js';
import { columnTilesOf, type FullScales, rowTileOf, scaleIndex } from './scales.js';
import type { ConverterSite } from './site.js';

export interface TableSettings {
  readonly site: ConverterSite;
  readonly codes: CodeRange;
  readonly geometry: Geometry;
  readonly scales: FullScales;
  readonly significance: number;
  readonly group: number;
}

/** The columns of one plane: their place in `scales` and the column tile of each. */
export interface TableColumns {
  readonly highs: Float64Array;
  /** Columns of the whole matrix, and the first of this plane among them. */
  readonly total: number;
  readonly first: number;
  readonly tiles: Uint32Array;
}

/** The columns of a plane of weights. */
export const weightColumns = (geometry: Geometry, outputs: number, highs: Float64Array): TableColumns => ({
  highs,
  total: outputs,
  first: 0,
  tiles: columnTilesOf(geometry, outputs),
});

/** The reference columns of one column tile. */
export const referenceColumns = (
  geometry: Geometry,
  tile: number,
  columns: number,
  highs: Float64Array,
): TableColumns => ({
  highs,
  total: geometry.columnTiles.length * columns,
  first: tile * columns,
  tiles: new Uint32Array(columns).fill(tile),
});

/** Works out every conversion's numbers in float64 and rounds each once. */
export function conversionTable(settings: TableSettings, columns: TableColumns): ConversionTable {
  const { site, codes, geometry, scales, group } = settings;
  const common = scales.per === 'layer';
  const width = common ? 1 : columns.tiles.length;
  const size = common ? 1 : geometry.rowGroups.length * width;
  const numbers = (): Float32Array => new Float32Array(size);
  const table = { lowS: numbers(), inv: numbers(), step: numbers(), base: numbers() };
  for (let at = 0; at < size; at++) {
    const place = {
      group,
      rowTile: common ? 0 : rowTileOf(geometry, Math.floor(at / width)),
      columnTile: columns.tiles[at % width],
      column: columns.first + (at % width),
      columns: columns.total,
    };
    const high = columns.highs[scaleIndex(scales.per, geometry, place)];
    const entry = conversionNumbers(site, codes, { low: scales.low, high }, settings.significance);
    table.lowS[at] = entry.low;
    table.inv[at] = entry.inverse;
    table.step[at] = entry.step;
    table.base[at] = entry.base;
  }
  return {
    ...table,
    codeMin: numbers().fill(codes.lowest),
    codeMax: numbers().fill(codes.highest),
    groupStride: common ? 0 : width,
    columnStride: common ? 0 : 1,
  };
}

/** Tables of one column each as one of all columns. */
export function tablesSideBySide(tables: readonly ConversionTable[], rowGroups: number): ConversionTable {
  const groups = tables.length;
  const join = (of: (table: ConversionTable) => Float32Array): Float32Array => {
    const out = new Float32Array(rowGroups * groups);
    tables.forEach((table, group) => {
      for (let g = 0; g < rowGroups; g++) out[g * groups + group] = of(table)[g * table.groupStride];
    });
    return out;
  };
  return {
    lowS: join((table) => table.lowS),
    inv: join((table) => table.inv),
    codeMin: join((table) => table.codeMin),
    codeMax: join((table) => table.codeMax),
    step: join((table) => table.step),
    base: join((table) => table.base),
    groupStride: groups,
    columnStride: 1,
  };
}
