import type { Converter } from '../convert/converter.js';
import type { FullScales } from '../convert/scales.js';
import { type ConverterSite, converterSite } from '../convert/site.js';
import { referenceColumns, type TableColumns, weightColumns } from '../convert/table.js';
import { drivesOf, type InputCoding } from '../input/coding.js';
import { drives, wordLines } from '../input/drive.js';
import type { MappedLayer } from '../map/map.js';
import type { Kernels, PackedPlane } from '../products/kernels.js';
import { idealLayer } from '../program/program.js';
import type { ReadCall, ReadSettings } from '../read/layer.js';
import { slicePlanes } from '../read/planes.js';
import { addSums, type RangeStreams, rangeStreams } from './streams.js';

/** Whether a calibration takes the images of a convolution in place of its patches. */
export const calibratesPatches = (
  kernels: Kernels,
  { biasRow }: MappedLayer,
  { serial }: InputCoding,
): boolean => kernels.takes.patches && !biasRow && serial === undefined;

/** Measures the full-scale ranges of one layer on its calibration inputs. */
export interface ConverterCalibration {
  /** Takes driven inputs of one group, as `readLayer` would; images only where `calibratesPatches`. */
  add(call: Omit<ReadCall, 'out' | 'outStride' | 'outColumn'>): void;
  /** The ranges, once every position has been added; frees what was packed. */
  finish(): FullScales;
}

export interface CalibrationSettings extends Pick<ReadSettings, 'geometry' | 'coding'> {
  readonly range: Extract<Converter['range'], { kind: 'calibrated' }>;
  /** Rows of driven inputs that each group will be given: images x positions. */
  readonly positions: number;
}

/** A plane of ideal cells, its columns and the streams its sums go to. */
interface Probe {
  readonly group: number;
  readonly plane: PackedPlane;
  readonly columns: TableColumns;
  readonly ranges: RangeStreams;
}

/** Streams by family (polarities, then references) and slice; families share them unless each column has its own. */
type Families = (readonly RangeStreams[])[];

const unused = new Float64Array(0);

function families(mapped: MappedLayer, site: ConverterSite, settings: CalibrationSettings): Families {
  const { geometry, range, coding } = settings;
  const positions = settings.positions * drivesOf(coding);
  const { groups, outputs, mapping, significance } = mapped;
  const polarities = site.differential ? 1 : mapped.targets.length;
  const ownReferences = mapping.scheme === 'reference_column' && !site.differential;
  const shared = ownReferences ? mapping.columns : 0;
  const place = { per: range.per, geometry, absolute: site.bipolar };
  const columnsOfTile = geometry.columnTiles.map(([, count]) => count * polarities + shared);
  const family = (columns: number): readonly RangeStreams[] =>
    significance.map(() => rangeStreams(place, range.keep, { groups, positions, columnsOfTile, columns }));
  const count = polarities + (ownReferences ? 1 : 0);
  if (range.per !== 'column') return new Array<readonly RangeStreams[]>(count).fill(family(outputs));
  const weights = Array.from({ length: polarities }, () => family(outputs));
  return ownReferences ? [...weights, family(geometry.columnTiles.length * mapping.columns)] : weights;
}

function probes(
  kernels: Kernels,
  mapped: MappedLayer,
  geometry: ReadSettings['geometry'],
  streams: Families,
): Probe[] {
  const layer = idealLayer(mapped, geometry.columnTiles);
  const { groups, inputs, outputs, mapping, significance } = mapped;
  const all: Probe[] = [];
  const add = (group: number, plane: Float32Array, columns: TableColumns, ranges: RangeStreams): void => {
    all.push({ group, plane: kernels.pack(plane, inputs, columns.tiles.length), columns, ranges });
  };
  for (let group = 0; group < groups; group++)
    significance.forEach((_, slice) => {
      const { plus, minus, references } = slicePlanes(layer, group, slice, false);
      const columns = weightColumns(geometry, outputs, unused);
      add(group, plus, columns, streams[0][slice]);
      if (minus !== null) add(group, minus, columns, streams[1][slice]);
      references.forEach((plane, tile) =>
        add(group, plane, referenceColumns(geometry, tile, mapping.columns, unused), streams[1][slice]),
      );
    });
  return all;
}

function scalesOf(
  mapped: MappedLayer,
  site: ConverterSite,
  per: FullScales['per'],
  streams: Families,
): FullScales {
  const highs = ({ streams: ranges }: RangeStreams): Float64Array =>
    Float64Array.from(ranges, (stream) => (site.rawUnit > 0 ? stream.finish() / site.rawUnit : 0));
  const ownReferences = mapped.mapping.scheme === 'reference_column' && !site.differential;
  const polarities = ownReferences ? streams.slice(0, -1) : streams;
  return {
    per,
    low: 0,
    weights: polarities.map((slices) => slices.map(highs)),
    references: ownReferences ? streams[streams.length - 1].map(highs) : [],
  };
}

/**
 * Ranges `calibrated(keep, per)` of model.md section 5: the keep-quantile of |y| (bipolar) or y (unipolar) over ideal
 * cells, all positions, all row groups of the range's columns pooled. Reference columns with converters of their own
 * count among a tile's columns.
 */
export function calibrateConverters(
  kernels: Kernels,
  mapped: MappedLayer,
  settings: CalibrationSettings,
): ConverterCalibration {
  const { geometry, coding, range } = settings;
  const site = converterSite(mapped, geometry, coding);
  const streams = families(mapped, site, settings);
  const planes = probes(kernels, mapped, geometry, streams);
  let sums = new Float32Array(0);
  return {
    add(call) {
      const { count, patches } = call;
      const layer = { inputs: mapped.inputs, coding, biasRow: mapped.biasRow };
      const driven =
        patches === undefined ? drives(layer, wordLines(layer, call)) : [{ ...call, order: 'rows' as const }];
      for (const { inputs, inputStride, inputColumn, order } of driven)
        for (const { group, plane, columns, ranges } of planes) {
          if (group !== call.group) continue;
          const size = count * columns.tiles.length;
          if (sums.length < size) sums = new Float32Array(size);
          geometry.rowGroups.forEach((rows, rowGroup) => {
            kernels.product({
              plane,
              inputs,
              inputStride,
              inputColumn,
              count,
              out: sums,
              rows,
              order,
              patches,
            });
            addSums(ranges, sums, { group, rowGroup, columns, count });
          });
        }
    },
    finish() {
      planes.forEach(({ plane }) => kernels.release(plane));
      return scalesOf(mapped, site, range.per, streams);
    },
  };
}
