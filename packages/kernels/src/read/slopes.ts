import { codeRange } from '../convert/codes.js';
import { type RangeArrays, rangeArrays } from '../convert/arrays.js';
import { writtenScales } from '../convert/scales.js';
import { converterSite } from '../convert/site.js';
import { drives, wordLines } from '../input/drive.js';
import { roundEven } from '../map/round.js';
import type { Kernels } from '../products/kernels.js';
import type { ProgrammedLayer } from '../program/program.js';
import { readGain } from './gain.js';
import type { ReadCall, ReadSettings } from './layer.js';
import { type SlopeLines, slopeLines, zerosLike } from './slope-lines.js';

const f = Math.fround;

/** What drove the rows of one group, and the slopes of a loss by what was read of them. */
export interface SlopeCall extends Omit<ReadCall, 'out' | 'outStride' | 'outColumn' | 'firstRow'> {
  /** Row m starts at m x slopeStride + slopeColumn. */
  readonly slopes: Float32Array;
  readonly slopeStride: number;
  readonly slopeColumn: number;
  /**
   * Receives, laid out as `slopes`, the share of a sum's conversions that lies within their ranges, each counted by its step: how much of
   * the slope weights and inputs still have. What nothing drives does not count. All of it where columns are subtracted digitally: what
   * is subtracted from a sum has a slope of its own by the inputs, which no clipping of the sum takes away.
   */
  readonly within: Float32Array;
}

/** How a loss follows the ranges of a layer's converters. */
export interface RangeGradient {
  /** d loss / d ln(range) of every range. */
  readonly slopes: RangeArrays;
  /** Conversions that every range took part in. */
  readonly conversions: RangeArrays;
  /** d loss / d ln(all ranges together). */
  readonly total: number;
  /** Largest code of the converters. */
  readonly largest: number;
}

export interface RangeSlopes {
  /** Takes driven inputs of one group, as `readLayer` would; images only where `calibratesPatches`. */
  add(call: SlopeCall): void;
  /** The gradient over all calls; frees what was packed. */
  finish(): RangeGradient;
}

/** Slopes by what the accumulators of a group's outputs hold [count x outputs], float64. */
function accumulatorSlopes(
  { slopes, slopeStride, slopeColumn, count }: SlopeCall,
  gain: Float32Array,
): Float64Array {
  const outputs = gain.length;
  const out = new Float64Array(count * outputs);
  for (let m = 0, i = 0; m < count; m++)
    for (let n = 0, at = m * slopeStride + slopeColumn; n < outputs; n++, i++, at++)
      out[i] = slopes[at] * gain[n];
  return out;
}

/** Slopes by what some lines' converters give [count x columns]: those of their outputs, or of all outputs that they serve. */
function lineSlopes(
  byOutput: Float64Array,
  outputs: number,
  { shared, plane, sign }: SlopeLines,
  worth: number,
): Float64Array {
  const factor = sign * worth;
  if (shared === null) return byOutput.map((slope) => factor * slope);
  const [first, count] = shared;
  const columns = plane.outputs;
  const rows = byOutput.length / outputs;
  const out = new Float64Array(rows * columns);
  for (let m = 0; m < rows; m++) {
    let sum = 0;
    for (let i = m * outputs + first, end = i + count; i < end; i++) sum += byOutput[i];
    out.fill((factor * sum) / columns, m * columns, (m + 1) * columns);
  }
  return out;
}

/** Steps of the conversions of a group's sums [count x outputs], and of those beyond their ranges. */
interface Steps {
  readonly all: Float64Array;
  readonly beyond: Float64Array;
}

function writeWithin(
  { within, slopeStride, slopeColumn, count }: SlopeCall,
  { all, beyond }: Steps,
  outputs: number,
): void {
  for (let m = 0, i = 0; m < count; m++)
    for (let n = 0, at = m * slopeStride + slopeColumn; n < outputs; n++, i++, at++)
      within[at] = all[i] > 0 ? 1 - beyond[i] / all[i] : 1;
}

/** Sums of some lines of one row group [count x columns], driven by inputs of some worth. */
interface Converted {
  readonly sums: Float32Array;
  readonly slopes: Float64Array;
  readonly steps: Steps;
  readonly worth: number;
}

/**
 * Adds d loss / d ln(range) of sums [count x columns] of one row group. A converter's value v = code LSB (+ low) follows all its ends
 * together: dv / d ln(range) = v beyond the range, v - y within it, the rounding passed straight through.
 */
function addGroup(lines: SlopeLines, rowGroup: number, { sums, slopes, steps, worth }: Converted): void {
  const { table, plane } = lines;
  const entries = lines.entries[rowGroup];
  const columns = plane.outputs;
  const rows = slopes.length / columns;
  for (let n = 0; n < columns; n++) {
    const at = rowGroup * table.groupStride + n * table.columnStride;
    const [low, inverse, step, base] = [table.lowS[at], table.inv[at], table.step[at], table.base[at]];
    const [lowest, highest] = [table.codeMin[at], table.codeMax[at]];
    const size = Math.abs(worth * step);
    let sum = 0;
    for (let m = 0, i = n; m < rows; m++, i += columns) {
      const u = f(f(sums[i] - low) * inverse);
      if (sums[i] !== 0) {
        steps.all[i] += size;
        if (u > highest || u < lowest) steps.beyond[i] += size;
      }
      const follows =
        u > highest ? highest * step + base : u < lowest ? lowest * step + base : (roundEven(u) - u) * step;
      sum += slopes[i] * follows;
    }
    lines.slopes[entries[n]] += sum;
    lines.conversions[entries[n]] += rows;
  }
}

const sumOf = ({ weights, references }: RangeArrays): number =>
  [...weights.data, ...(references?.data ?? [])].reduce((sum, value) => sum + value, 0);

/**
 * The gradient of a loss by the full-scale ranges of a programmed layer, with converters that have no errors and cells that make no
 * noise: straight-through, as learned clipping (PACT, Choi et al. 2018) and learned steps (LSQ, Esser et al. 2020) have it.
 * docs/model.md section 12. Throws a RangeError for ideal converters.
 */
export function rangeSlopes(
  kernels: Kernels,
  layer: ProgrammedLayer,
  settings: Pick<ReadSettings, 'geometry' | 'coding' | 'readVoltage' | 'adc' | 'scales'>,
): RangeSlopes {
  const { mapped, decay } = layer;
  const { adc, geometry, coding } = settings;
  const site = converterSite(mapped, geometry, coding);
  const scales =
    adc === null || adc.range.kind === 'calibrated'
      ? settings.scales
      : writtenScales(mapped, site, adc.range, settings);
  if (adc === null || scales === null) throw new RangeError('only converters with ranges have slopes');
  const table = { site, geometry, scales, codes: codeRange(adc.bits, site.bipolar) };
  const added = { slopes: zerosLike(scales), conversions: zerosLike(scales) };
  const all = Array.from({ length: mapped.groups }, (_, group) =>
    mapped.significance.flatMap((_, slice) => slopeLines(kernels, layer, table, added, [group, slice])),
  );
  const gains = all.map((_, group) => readGain(mapped, group, site, coding, decay));
  let sums = new Float32Array(0);
  return {
    add(call) {
      const { group, count, patches } = call;
      const under = { inputs: mapped.inputs, coding, biasRow: mapped.biasRow };
      const byOutput = accumulatorSlopes(call, gains[group]);
      const steps = { all: new Float64Array(byOutput.length), beyond: new Float64Array(byOutput.length) };
      const driven =
        patches === undefined
          ? drives(under, wordLines(under, call))
          : [{ ...call, order: 'rows' as const, worth: 1 }];
      for (const { inputs, inputStride, inputColumn, order, worth } of driven)
        for (const lines of all[group]) {
          const { plane } = lines;
          const slopes = lineSlopes(byOutput, mapped.outputs, lines, worth);
          if (sums.length < slopes.length) sums = new Float32Array(slopes.length);
          const operands = { plane, inputs, inputStride, inputColumn, count, out: sums, order, patches };
          geometry.rowGroups.forEach((rows, rowGroup) => {
            kernels.product({ ...operands, rows });
            addGroup(lines, rowGroup, { sums, slopes, steps, worth });
          });
        }
      if (!site.differential) steps.beyond.fill(0);
      writeWithin(call, steps, mapped.outputs);
    },
    finish() {
      all.flat().forEach(({ plane }) => kernels.release(plane));
      const slopes = rangeArrays(added.slopes);
      const conversions = rangeArrays(added.conversions);
      return { slopes, conversions, total: sumOf(slopes), largest: table.codes.highest };
    },
  };
}
