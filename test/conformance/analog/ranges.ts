import { type FullScales, oracleDrives, oracleQuantile } from '@kirchhoff/kernels';
import { askedWeights, idealPlanes, idealReferences, weightSettings } from './asked.js';
import type { Configuration } from './configuration.js';
import type { BuiltLayer } from './layer.js';
import { fractionsOf } from './twin.js';

/** The ranges that are compared: those of `scales`, by the rule that made them. */
export interface Ranged {
  readonly setting: Configuration;
  readonly built: Pick<BuiltLayer, 'mapped' | 'coding' | 'driven'>;
  readonly rule: {
    readonly kind: 'calibrated';
    readonly keep: number;
    readonly per: 'layer' | 'tile' | 'column';
  };
}

interface Column {
  readonly slice: number;
  readonly tile: number;
  /** Polarity, 2 for reference columns, and the column among those of its polarity. */
  readonly name: string;
  readonly cell: (row: number) => number;
}

/** The columns that are converted, with the conductances of ideal cells [S] (of both cells where they are subtracted first). */
function columnsOf({ setting, built }: Ranged, group: number): Column[] {
  const { chip, geometry, matrix } = setting;
  const { inputs: lines } = built.mapped;
  const { outputs } = matrix;
  const { scheme, subtract, columns } = chip.weights;
  const settings = weightSettings(setting);
  const asked = askedWeights(setting, built.mapped, built.coding.maximum);
  const planes = idealPlanes(
    asked.subarray(group * lines * outputs, (group + 1) * lines * outputs),
    settings,
  );
  const middle = idealReferences(settings);
  const analog = subtract === 'analog' && scheme !== 'digital_offset';
  const found: Column[] = [];
  geometry.columnTiles.forEach(([start, width], tile) =>
    planes[0].forEach((_, slice) => {
      const g = (polarity: number, n: number) => (row: number) => planes[polarity][slice][row * outputs + n];
      for (let n = start; n < start + width; n++)
        if (!analog)
          planes.forEach((__, polarity) =>
            found.push({ slice, tile, name: `${polarity} ${n}`, cell: g(polarity, n) }),
          );
        else {
          const other = scheme === 'reference_column' ? () => middle[slice] : g(1, n);
          found.push({ slice, tile, name: `0 ${n}`, cell: (row) => g(0, n)(row) - other(row) });
        }
      if (!analog && scheme === 'reference_column')
        for (let index = 0; index < columns; index++)
          found.push({ slice, tile, name: `2 ${tile * columns + index}`, cell: () => middle[slice] });
    }),
  );
  return found;
}

/** Pools y = bit-line sum in its unit, by the name of the range it belongs to, in float64. */
function pooled(ranged: Ranged): Map<string, number[]> {
  const { setting, built, rule } = ranged;
  const { chip, matrix, geometry, count } = setting;
  const { weights, device, inputs: coded } = chip;
  const { coding } = built;
  const analog = weights.subtract === 'analog' && weights.scheme !== 'digital_offset';
  const unit = device.onState * (analog ? 1 - 1 / (device.onOffRatio ?? Infinity) : 1);
  const bipolar = analog || coding.signed;
  const serial = {
    inputBits: coding.bits,
    inputsSigned: coding.signed,
    sliceBits: coded.encoding === 'bit_serial' ? coded.sliceBits : null,
  };
  const pools = new Map<string, number[]>();
  for (let group = 0; group < matrix.groups; group++) {
    const columns = columnsOf(ranged, group);
    for (let m = 0; m < count; m++) {
      const row = built.driven[group].subarray(m * matrix.inputs, (m + 1) * matrix.inputs);
      for (const { x } of oracleDrives(fractionsOf(built, row), serial))
        for (const [first, rows] of geometry.rowGroups) {
          const rowTile = geometry.rowTiles.findIndex(
            ([start, size]) => first >= start && first < start + size,
          );
          for (const { slice, tile, name, cell } of columns) {
            let y = 0;
            for (let k = first; k < first + rows; k++) y += (x[k] * cell(k)) / unit;
            const place = {
              layer: '',
              tile: `${group} ${rowTile} ${tile}`,
              column: `${group} ${rowTile} ${name}`,
            };
            const range = `${slice} ${place[rule.per]}`;
            const pool = pools.get(range) ?? [];
            pool.push(bipolar ? Math.abs(y) : y);
            pools.set(range, pool);
          }
        }
    }
  }
  return pools;
}

/** The ranges of `scales` by the same names. */
function named({ setting, rule }: Ranged, scales: FullScales): Map<string, number> {
  const { geometry, matrix, chip } = setting;
  const found = new Map<string, number>();
  const families: [number, readonly Float64Array[]][] = scales.weights.map((slices, polarity) => [
    polarity,
    slices,
  ]);
  if (scales.references.length > 0) families.push([2, scales.references]);
  for (const [polarity, slices] of families)
    slices.forEach((highs, slice) => {
      const columns = polarity === 2 ? geometry.columnTiles.length * chip.weights.columns : matrix.outputs;
      const width = { layer: 1, tile: geometry.columnTiles.length, column: columns }[rule.per];
      highs.forEach((high, at) => {
        const row = Math.floor(at / width);
        const place = `${Math.floor(row / geometry.rowTiles.length)} ${row % geometry.rowTiles.length}`;
        const name = {
          layer: `${slice} `,
          tile: `${slice} ${place} ${at % width}`,
          column: `${slice} ${place} ${polarity} ${at % width}`,
        }[rule.per];
        found.set(name, high);
      });
    });
  return found;
}

/** Every calibrated range against the quantile of float64 sums; throws at the first that differs. Gives their number. */
export function compareRanges(ranged: Ranged, scales: FullScales): number {
  const pools = pooled(ranged);
  const found = named(ranged, scales);
  const [names, expected] = [found, pools].map((map) => [...map.keys()].sort().join('; '));
  if (names !== expected) throw new Error(`ranges ${names}, not ${expected}`);
  const ratio = ranged.setting.chip.device.onOffRatio ?? Infinity;
  // Sums of ideal cells keep the rounding of G_on where y is in units of G_on - G_off.
  const tolerance = (2 ** -21 * (ranged.built.mapped.inputs + 1)) / (1 - 1 / ratio);
  for (const [name, values] of pools) {
    const exact = oracleQuantile(values, ranged.rule.keep);
    if (Math.abs((found.get(name) ?? NaN) - exact) > tolerance * Math.max(1, exact))
      throw new Error(`range ${name}: ${found.get(name)} is not ${exact}`);
  }
  return pools.size;
}
