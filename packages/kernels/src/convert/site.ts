import { fullDriveOf, type InputCoding } from '../input/coding.js';
import type { MappedLayer } from '../map/map.js';
import type { Geometry } from '../read/geometry.js';

/** What the converters of a layer see (model.md section 5). */
export interface ConverterSite {
  /** True where one converter reads the difference of two bit lines. */
  readonly differential: boolean;
  readonly bipolar: boolean;
  /** Unit of y: x_max times this conductance [S], G_on - G_off for differences, G_on for single columns. */
  readonly conductance: number;
  /** The same unit as a sum of driven inputs times conductances: full drive times `conductance`. */
  readonly rawUnit: number;
  /** Worst-case full scale in units of y. */
  readonly worstCase: number;
}

/** One converter per difference, or one per column. */
export const isDifferential = ({ scheme, subtract }: MappedLayer['mapping']): boolean =>
  scheme !== 'digital_offset' && subtract === 'analog';

export function converterSite(mapped: MappedLayer, geometry: Geometry, coding: InputCoding): ConverterSite {
  const { mapping, ends } = mapped;
  const differential = isDifferential(mapping);
  const conductance = differential ? ends.range : ends.on;
  const rows = Math.max(...geometry.rowGroups.map(([, count]) => count));
  return {
    differential,
    bipolar: differential || coding.signed,
    conductance,
    rawUnit: fullDriveOf(coding) * conductance,
    worstCase: differential && mapping.scheme === 'reference_column' ? rows / 2 : rows,
  };
}
