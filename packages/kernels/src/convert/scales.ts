import type { InputSettings } from '../input/coding.js';
import type { MappedLayer } from '../map/map.js';
import type { Geometry } from '../read/geometry.js';
import type { Converter } from './converter.js';
import type { ConverterSite } from './site.js';

/**
 * Full-scale ranges of a layer's converters in units of y (model.md section 5): bipolar +-high, unipolar low to high.
 * Entries of one array: one for `layer`; [groups x row tiles x column tiles] for `tile`; [groups x row tiles x columns]
 * for `column`, where columns are the outputs, or column tiles x reference columns.
 */
export interface FullScales {
  readonly per: 'layer' | 'tile' | 'column';
  readonly low: number;
  /** By polarity (one where a converter reads a difference) and slice. */
  readonly weights: readonly (readonly Float64Array[])[];
  /** By slice; empty where reference columns have no converters of their own. */
  readonly references: readonly Float64Array[];
}

/** True where ranges must be measured on calibration images. */
export const needsCalibration = (adc: Pick<Converter, 'range'> | null): boolean =>
  adc?.range.kind === 'calibrated';

function uniformScales(mapped: MappedLayer, site: ConverterSite, low: number, high: number): FullScales {
  const entry = new Float64Array([high]);
  const slices = mapped.significance.map(() => entry);
  const polarities = site.differential ? 1 : mapped.targets.length;
  const ownReferences = mapped.mapping.scheme === 'reference_column' && !site.differential;
  return {
    per: 'layer',
    low,
    weights: Array.from({ length: polarities }, () => slices),
    references: ownReferences ? slices : [],
  };
}

/** Ranges that need no calibration: worst case, or fixed in units of y or amperes. Bipolar converters take the larger |bound|. */
export function writtenScales(
  mapped: MappedLayer,
  site: ConverterSite,
  range: Exclude<Converter['range'], { kind: 'calibrated' }>,
  inputs: Pick<InputSettings, 'readVoltage'>,
): FullScales {
  if (range.kind === 'worst_case') return uniformScales(mapped, site, 0, site.worstCase);
  const unit = range.unit === 'ampere' ? inputs.readVoltage * site.conductance : 1;
  const low = range.low / unit;
  const high = range.high / unit;
  if (site.bipolar) return uniformScales(mapped, site, 0, Math.max(Math.abs(low), Math.abs(high)));
  return uniformScales(mapped, site, low, high);
}

/** Index into an array of `FullScales` for one converter. */
export function scaleIndex(
  per: FullScales['per'],
  geometry: Pick<Geometry, 'rowTiles' | 'columnTiles'>,
  place: { group: number; rowTile: number; columnTile: number; column: number; columns: number },
): number {
  if (per === 'layer') return 0;
  const row = place.group * geometry.rowTiles.length + place.rowTile;
  if (per === 'tile') return row * geometry.columnTiles.length + place.columnTile;
  return row * place.columns + place.column;
}

/** Index of the row tile that holds a row group. */
export function rowTileOf(geometry: Geometry, rowGroup: number): number {
  const [first] = geometry.rowGroups[rowGroup];
  const tile = geometry.rowTiles.findIndex(([start, count]) => first >= start && first < start + count);
  if (tile < 0) throw new RangeError(`row group ${rowGroup} lies in no row tile`);
  return tile;
}

/** The column tile of every output. */
export function columnTilesOf(geometry: Geometry, outputs: number): Uint32Array {
  const tiles = new Uint32Array(outputs);
  geometry.columnTiles.forEach(([first, count], tile) => tiles.fill(tile, first, first + count));
  return tiles;
}
