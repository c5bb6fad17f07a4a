import type { OracleErrors, OracleNoise, OraclePlace } from '@kirchhoff/kernels';
import { type Cell, fold, type Key, normalAt, uniformAt } from '@kirchhoff/random';
import type { Configuration } from './configuration.js';

/** Where one row of inputs stands, and in which matrix. */
export interface RowPlace {
  readonly group: number;
  /** Of the row, among all rows of all images. */
  readonly row: number;
}

/** Coordinates of a column: its output, or the first output of the tile and the index of the reference column. */
function columnOf({ geometry, chip }: Configuration, place: OraclePlace, group: number): Omit<Cell, 'row'> {
  const { slice, column, polarity } = place;
  if (polarity < 2) return { group, slice, polarity, output: column };
  const { columns } = chip.weights;
  const [output] = geometry.columnTiles[Math.floor(column / columns)];
  return { group, slice, output, copy: column % columns };
}

/** The normal of one conversion (model.md section 7: per-read noise adds image and conversion). */
function freshNormal(setting: Configuration, key: Key, place: OraclePlace, { group, row }: RowPlace): number {
  const { positions, geometry, chip } = setting;
  const image = Math.floor(row / positions);
  const groups = chip.adc === null ? 1 : geometry.rowGroups.length;
  const cell = {
    ...columnOf(setting, place, group),
    row: (row % positions) * groups + place.rowGroup,
    attempt: place.drive,
  };
  return normalAt(fold(key, image), cell);
}

const purpose = (layer: Key, place: OraclePlace, name: string): Key =>
  fold(layer, place.polarity === 2 ? `reference_${name}` : name);

/** Read noise of a bit line. */
export const noiseDraw =
  (setting: Configuration, layer: Key, where: RowPlace): OracleNoise['normal'] =>
  (place) =>
    freshNormal(setting, purpose(layer, place, 'read_noise'), place, where);

const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs), 0);

/** Values divided by the largest magnitude of `by`; zeros where that is 0. */
function scaled(values: readonly number[], by: number): number[] {
  return values.map((value) => (by > 0 ? value / by : 0));
}

/** Deviations of all codes [LSB]: half a bow and half a random walk with fixed ends, and steps without memory. */
function deviations(setting: Configuration, key: Key, cell: Cell, codes: number): number[] {
  const { inl = 0, dnl = 0 } = setting.chip.adc ?? {};
  const every = Array.from({ length: codes }, (_, code) => code);
  const end = codes - 1;
  const path = [0];
  for (const code of every.slice(1))
    path.push(path[code - 1] + normalAt(fold(key, 'walk'), { ...cell, attempt: code }));
  const bridge = every.map((code) => path[code] - (code * path[end]) / end);
  const walk = scaled(bridge, largest(bridge));
  const sign = uniformAt(fold(key, 'bow'), cell) > 0.5 ? 1 : -1;
  const mixed = every.map((code) => (sign * 4 * code * (end - code)) / end ** 2 / 2 + walk[code] / 2);
  const smooth = scaled(mixed, largest(mixed));
  const rough = every.map((code) => 2 * uniformAt(fold(key, 'dnl'), { ...cell, attempt: code }) - 1);
  const jumps = rough.slice(1).map((value, at) => value - rough[at]);
  const steps = scaled(rough, largest(jumps));
  return every.map((code) => inl * smooth[code] + dnl * steps[code]);
}

/** Errors of converters, drawn once per chip: the row tile's first row names a converter for all its row groups. */
export function converterDraws(
  setting: Configuration,
  layer: Key,
  bipolar: boolean,
): (where: RowPlace) => (place: OraclePlace) => OracleErrors {
  const { adc } = setting.chip;
  const { rowTiles, rowGroups } = setting.geometry;
  const known = new Map<string, OracleErrors>();
  return (where) => (place) => {
    if (adc === null) throw new Error('no converter');
    const [first] = rowGroups[place.rowGroup];
    const [row] = rowTiles.find(([start, count]) => first >= start && first < start + count)!;
    const key = purpose(layer, place, 'adc');
    const cell = { ...columnOf(setting, place, where.group), row };
    const name = JSON.stringify([place.polarity === 2, cell]);
    const lowest = bipolar ? 1 - 2 ** (adc.bits - 1) : 0;
    const found = known.get(name) ?? {
      gain: 1 + adc.gainError * normalAt(fold(key, 'gain'), cell),
      offset: adc.offsetError * normalAt(fold(key, 'offset'), cell),
      deviation:
        adc.inl + adc.dnl === 0
          ? () => 0
          : (
              (all: number[]) => (code: number) =>
                all[code - lowest]
            )(deviations(setting, key, cell, 2 ** adc.bits - (bipolar ? 1 : 0))),
      noise: 0,
    };
    known.set(name, found);
    const noise = adc.noise === 0 ? 0 : adc.noise * freshNormal(setting, fold(key, 'noise'), place, where);
    return { ...found, noise };
  };
}
