import { rowTileOf, scaleIndex } from '../convert/scales.js';
import type { TableColumns } from '../convert/table.js';
import type { Geometry } from '../read/geometry.js';
import { type QuantileStream, quantileStream } from './quantile.js';

/** The streams of one slice and the converters that share a range. */
export interface RangeStreams {
  readonly per: 'layer' | 'tile' | 'column';
  readonly geometry: Geometry;
  readonly streams: readonly QuantileStream[];
  /** Differences may be negative. */
  readonly absolute: boolean;
}

export interface StreamSizes {
  readonly groups: number;
  /** Rows of driven inputs of each group, over the whole calibration. */
  readonly positions: number;
  /** Converters of one row tile and group that read outputs first ... first + count - 1: columns per output and shared ones. */
  readonly columnsOfTile: readonly number[];
  /** Columns of one row tile and group, for `column`. */
  readonly columns: number;
}

/** Number of row groups in every row tile. */
function groupsOfTiles(geometry: Geometry): number[] {
  const counts = new Array<number>(geometry.rowTiles.length).fill(0);
  geometry.rowGroups.forEach((_, rowGroup) => counts[rowTileOf(geometry, rowGroup)]++);
  return counts;
}

/** One quantile stream for every range, each told how many sums it will see. */
export function rangeStreams(
  place: Omit<RangeStreams, 'streams'>,
  keep: number,
  sizes: StreamSizes,
): RangeStreams {
  const { per, geometry } = place;
  const { groups, positions, columnsOfTile, columns } = sizes;
  const allColumns = columnsOfTile.reduce((sum, count) => sum + count, 0);
  if (per === 'layer') {
    const total = positions * groups * geometry.rowGroups.length * allColumns;
    return { ...place, streams: [quantileStream(total, keep)] };
  }
  const widths = per === 'tile' ? columnsOfTile : new Array<number>(columns).fill(1);
  const tiles = groupsOfTiles(geometry);
  const streams = Array.from({ length: groups }, () =>
    tiles.map((rowGroups) => widths.map((width) => quantileStream(positions * rowGroups * width, keep))),
  ).flat(2);
  return { ...place, streams };
}

/** Where a block of sums comes from. */
export interface SumBlock {
  readonly group: number;
  readonly rowGroup: number;
  readonly columns: TableColumns;
  readonly count: number;
}

/** Takes sums [count x columns] of one row group into the streams of their ranges. */
export function addSums(ranges: RangeStreams, sums: Float32Array, block: SumBlock): void {
  const { per, geometry, streams, absolute } = ranges;
  const { count, columns } = block;
  const width = columns.tiles.length;
  if (per === 'layer') {
    streams[0].add(sums, { first: 0, stride: 1, count: count * width, absolute });
    return;
  }
  const rowTile = rowTileOf(geometry, block.rowGroup);
  for (let n = 0; n < width; n++) {
    const place = {
      group: block.group,
      rowTile,
      columnTile: columns.tiles[n],
      column: columns.first + n,
      columns: columns.total,
    };
    streams[scaleIndex(per, geometry, place)].add(sums, { first: n, stride: width, count, absolute });
  }
}
