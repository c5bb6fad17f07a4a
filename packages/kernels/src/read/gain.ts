import type { ConverterSite } from '../convert/site.js';
import { fullDriveOf, type InputCoding } from '../input/coding.js';
import type { MappedLayer } from '../map/map.js';

/**
 * From the accumulator to the product x W of every output of a group, float64 rounded once: w_max x_max times the
 * read-out, times the unit of the accumulator over G_on - G_off. The accumulator is a raw sum of driven inputs times
 * siemens with ideal converters, else in units of y, where a slice's full drive stands for less than x_max. A compensated
 * decay is divided out. docs/numerics.md, sums and conversion.
 */
export function readGain(
  mapped: MappedLayer,
  group: number,
  site: ConverterSite | null,
  coding: InputCoding,
  decay: number,
): Float32Array {
  const { scale, readout, ends, outputs } = mapped;
  const driven = coding.bits === null ? 1 : coding.maximum / coding.fullDrive;
  const share = coding.serial === undefined ? 1 : fullDriveOf(coding) / coding.fullDrive;
  const input = site === null ? driven : coding.maximum * share * site.conductance;
  const factor = (input * readout) / ends.range / decay;
  return Float32Array.from({ length: outputs }, (_, output) => scale[group * outputs + output] * factor);
}

/** Sum over slices of G_mid, in units of the accumulator per driven input; 0 where no offset is removed. */
export function offsetMiddle(mapped: MappedLayer, site: ConverterSite | null): number {
  if (mapped.mapping.scheme !== 'digital_offset') return 0;
  let sum = 0;
  mapped.middle.forEach((conductance, slice) => (sum += conductance * mapped.significance[slice]));
  if (site === null) return sum;
  return site.rawUnit > 0 ? sum / site.rawUnit : 0;
}
