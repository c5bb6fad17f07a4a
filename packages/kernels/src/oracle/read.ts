import { oracleConvert } from './convert.js';
import { oracleDrives } from './input.js';
import type { OracleCells, OracleLayer, OracleOutput, OraclePlace } from './layer.js';
import { oracleConductance, oracleDigits } from './targets.js';

interface Tally {
  conversions: number;
  nearTies: number;
  /** In units of w x, as what follows. */
  tieAllowance: number;
  formingAllowance: number;
  magnitude: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function unsliced(layer: OracleLayer): boolean {
  return layer.weights.bits === null || layer.weights.cellBits === null;
}

/** w is this times the sum over slices of 2^(c i) times the difference of conductances in units of G_on - G_off. */
function readout(layer: OracleLayer): number {
  const { scheme, centred, bits, cellBits } = layer.weights;
  const pair = scheme === 'differential_pair';
  if (bits === null || cellBits === null) return pair ? 1 : 2;
  const digits = (2 ** cellBits - 1) / (2 ** (bits - 1) - 1);
  return pair && centred ? digits / 2 : digits;
}

/** G_mid of a slice [S]. */
function middle(layer: OracleLayer, slice: number): number {
  const { bits, cellBits } = layer.weights;
  if (bits === null || cellBits === null) return oracleConductance(0.5, layer.weights);
  const digit = oracleDigits(2 ** (bits - 1) - 1, cellBits, slice + 1)[slice];
  return oracleConductance(digit / (2 ** cellBits - 1), layer.weights);
}

const noiseCells = (layer: OracleLayer): OracleCells => layer.noiseCells ?? layer.cells;

const decayOf = ({ decay = 1 }: OracleLayer): number => decay;

/** Conductance of the weight cell of one polarity, copies averaged. */
function cellOf(layer: OracleLayer, polarity: number, slice: number, at: number): number {
  const copies = layer.cells.planes[polarity][slice];
  let sum = 0;
  for (const copy of copies) sum += copy[at];
  return sum / copies.length;
}

/** Magnitudes of the copies that are averaged: sums and quotient together round by half an ulp of these; a lone copy is itself. */
function formedCell(layer: OracleLayer, polarity: number, slice: number, at: number): number {
  const copies = layer.cells.planes[polarity][slice];
  if (copies.length === 1) return 0;
  return copies.reduce((sum, copy) => sum + Math.abs(copy[at]), 0);
}

/** Conductances of the reference cells of a row. */
function referencesOf(layer: OracleLayer, tile: number, slice: number, row: number): number[] {
  const first = (tile * layer.inputs + row) * layer.columns;
  return Array.from({ length: layer.columns }, (_, index) => layer.cells.references[slice][first + index]);
}

/** The same cells as they make noise. */
const noisyReferencesOf = (layer: OracleLayer, tile: number, slice: number, row: number): number[] =>
  referencesOf({ ...layer, cells: noiseCells(layer) }, tile, slice, row);

type OfRow = (row: number) => number;

/** Cells of the bit lines that one converter, or one ideal sum, sees. */
interface BitLines {
  readonly cell: OfRow;
  /** Magnitudes that float32 adds and divides to form the cell [S]: each step may round by half an ulp of them. */
  readonly formed: OfRow;
  /** Noise of the lines [S], given how far each row is driven. */
  readonly noise: number;
}

/** One drive of a row of inputs. */
interface Driven {
  readonly x: ArrayLike<number>;
  readonly worth: number;
}

/** The noise of one bit line in variance form: sigma^2 = sum of x^2 sigma(G)^2 over the cells of every row. */
function noiseOf(
  layer: OracleLayer,
  x: ArrayLike<number>,
  place: OraclePlace,
  cells: (row: number) => number[],
): number {
  if (layer.noise === undefined) return 0;
  const [first, count] = layer.rowGroups[place.rowGroup];
  let variance = 0;
  for (let row = first; row < first + count; row++)
    for (const g of cells(row)) variance += (x[row] * layer.noise.sigma(g)) ** 2;
  return Math.sqrt(variance) * layer.noise.normal(place);
}

/** The bit-line sum over one row group in units of y, decoded; ideal converters pass it on. */
function column(
  layer: OracleLayer,
  { x, worth }: Driven,
  { cell, formed, noise }: BitLines,
  place: OraclePlace,
  tally: Tally,
): number {
  const analog = layer.subtract === 'analog' && layer.weights.scheme !== 'digital_offset';
  const { onState, onOffRatio } = layer.weights;
  const range = onState - onState / onOffRatio;
  const unit = analog ? range : onState;
  const [first, count] = layer.rowGroups[place.rowGroup];
  let y = noise / unit;
  let spread = Math.abs(y);
  let forming = 0;
  for (let row = first; row < first + count; row++) {
    if (x[row] === 0) continue;
    const share = (x[row] * cell(row)) / unit;
    y += share;
    spread += Math.abs(share);
    forming += (2 ** -24 * Math.abs(x[row]) * formed(row)) / unit;
  }
  const toWeights = (unit / range) * readout(layer) * slicesWorth(layer, place.slice) * worth;
  if (layer.converter === null) {
    tally.magnitude += spread * toWeights;
    tally.formingAllowance += forming * toWeights;
    return y * (unit / range);
  }
  const bipolar = analog || layer.inputsSigned;
  const { bits, range: rangeOf, errors } = layer.converter;
  const own = errors?.(place);
  const { code, decoded, lsb, changeWithin } = oracleConvert(y, bits, rangeOf(place), bipolar, own);
  const bound = 2 * count * 2 ** -24 * spread + forming;
  // Errors are added in float32, each as large as its own rounding.
  const sizes = own === undefined ? 0 : Math.abs(own.noise) + Math.abs(own.offset) + Math.abs(code) + 1;
  tally.conversions++;
  tally.magnitude += (Math.abs(code * lsb) + Math.abs(decoded)) * toWeights;
  const gain = own?.gain ?? 1;
  const change = lsb > 0 ? changeWithin((gain * bound) / lsb + 1e-6 + 2 ** -22 * sizes) : 0;
  if (change > 0) {
    tally.nearTies++;
    tally.tieAllowance += change * lsb * toWeights;
  }
  return decoded * (unit / range);
}

const slicesWorth = (layer: OracleLayer, slice: number): number =>
  unsliced(layer) ? 1 : 2 ** ((layer.weights.cellBits ?? 0) * slice);

/** The columns of a differential pair. */
function pairSum(layer: OracleLayer, driven: Driven, place: OraclePlace, tally: Tally): number {
  const { x } = driven;
  const at = (polarity: number) => (row: number) =>
    cellOf(layer, polarity, place.slice, row * layer.outputs + place.column);
  const formed = (polarity: number) => (row: number) =>
    formedCell(layer, polarity, place.slice, row * layer.outputs + place.column);
  const minusPlace: OraclePlace = { ...place, polarity: 1 };
  const copies = (polarity: number) => copiesOf(layer, polarity, place);
  if (layer.subtract === 'analog' || layer.converter === null) {
    const noise = noiseOf(layer, x, place, (row) => [...copies(0)(row), ...copies(1)(row)]);
    return column(
      layer,
      driven,
      {
        cell: (row) => at(0)(row) - at(1)(row),
        formed: (row) => formed(0)(row) + formed(1)(row),
        noise: share(layer, noise),
      },
      place,
      tally,
    );
  }
  const plus = { cell: at(0), formed: formed(0), noise: share(layer, noiseOf(layer, x, place, copies(0))) };
  const minus = {
    cell: at(1),
    formed: formed(1),
    noise: share(layer, noiseOf(layer, x, minusPlace, copies(1))),
  };
  return column(layer, driven, plus, place, tally) - column(layer, driven, minus, minusPlace, tally);
}

/** Every copy of a weight cell that makes noise, by row. */
const copiesOf =
  (layer: OracleLayer, polarity: number, place: OraclePlace) =>
  (row: number): number[] =>
    noiseCells(layer).planes[polarity][place.slice].map((copy) => copy[row * layer.outputs + place.column]);

/** Noise of the average of copies, from the noise of their sum. */
const share = (layer: OracleLayer, noise: number): number => noise / layer.cells.planes[0][0].length;

/** A single column and the reference columns of its tile. */
function referenceSum(layer: OracleLayer, driven: Driven, place: OraclePlace, tally: Tally): number {
  const { x } = driven;
  const tile = layer.columnTiles.findIndex(
    ([first, count]) => place.column >= first && place.column < first + count,
  );
  const at = (row: number): number => cellOf(layer, 0, place.slice, row * layer.outputs + place.column);
  const formed = (row: number): number =>
    formedCell(layer, 0, place.slice, row * layer.outputs + place.column);
  const references = (row: number): number[] => referencesOf(layer, tile, place.slice, row);
  const own = share(layer, noiseOf(layer, x, place, copiesOf(layer, 0, place)));
  const others = Array.from({ length: layer.columns }, (_, index) => {
    const column: OraclePlace = { ...place, polarity: 2, column: tile * layer.columns + index };
    return {
      column,
      noise: noiseOf(layer, x, column, (row) => [noisyReferencesOf(layer, tile, place.slice, row)[index]]),
    };
  });
  if (layer.subtract === 'analog' || layer.converter === null) {
    const noise = own - mean(others.map((other) => other.noise));
    const formedReference = (row: number): number => references(row).reduce((sum, g) => sum + Math.abs(g), 0);
    const difference = {
      cell: (row: number) => at(row) - mean(references(row)),
      formed: (row: number) => formed(row) + (layer.columns > 1 ? formedReference(row) : 0),
      noise,
    };
    return column(layer, driven, difference, place, tally);
  }
  const converted = others.map(({ column: where, noise }, index) =>
    column(layer, driven, { cell: (row) => references(row)[index], formed: () => 0, noise }, where, tally),
  );
  return column(layer, driven, { cell: at, formed, noise: own }, place, tally) - mean(converted);
}

/** A single column and the offset of its inputs. */
function offsetSum(layer: OracleLayer, driven: Driven, place: OraclePlace, tally: Tally): number {
  const { x, worth } = driven;
  const range = layer.weights.onState - layer.weights.onState / layer.weights.onOffRatio;
  const [first, count] = layer.rowGroups[place.rowGroup];
  let sum = 0;
  for (let row = first; row < first + count; row++) sum += x[row];
  const correction = (decayOf(layer) * middle(layer, place.slice) * sum) / range;
  tally.magnitude += Math.abs(correction) * readout(layer) * slicesWorth(layer, place.slice) * worth;
  const cell = (row: number): number => cellOf(layer, 0, place.slice, row * layer.outputs + place.column);
  const formed = (row: number): number =>
    formedCell(layer, 0, place.slice, row * layer.outputs + place.column);
  const noise = share(layer, noiseOf(layer, x, place, copiesOf(layer, 0, place)));
  return column(layer, driven, { cell, formed, noise }, place, tally) - correction;
}

const sums = {
  differential_pair: pairSum,
  reference_column: referenceSum,
  digital_offset: offsetSum,
} as const;

/**
 * One output of an analog layer in float64, from programmed conductances and inputs as fractions of x_max to the decoded
 * number, without digital bias: the equations of model.md sections 1, 2 (read noise), 4 and 5, loop by loop.
 */
export function oracleRead(layer: OracleLayer, x: ArrayLike<number>, output: number): OracleOutput {
  const tally: Tally = { conversions: 0, nearTies: 0, tieAllowance: 0, formingAllowance: 0, magnitude: 0 };
  const slices = layer.cells.planes[0].length;
  const sumOf = sums[layer.weights.scheme];
  let sum = 0;
  oracleDrives(x, layer).forEach((driven, drive) => {
    for (let rowGroup = 0; rowGroup < layer.rowGroups.length; rowGroup++)
      for (let slice = 0; slice < slices; slice++) {
        const place: OraclePlace = { drive, rowGroup, column: output, polarity: 0, slice };
        sum += driven.worth * slicesWorth(layer, slice) * sumOf(layer, driven, place, tally);
      }
  });
  const unit = (layer.scale[output] * layer.inputMaximum) / decayOf(layer);
  return {
    value: sum * readout(layer) * unit,
    conversions: tally.conversions,
    nearTies: tally.nearTies,
    tieAllowance: tally.tieAllowance * unit,
    formingAllowance: tally.formingAllowance * unit,
    magnitude: tally.magnitude * unit,
  };
}
