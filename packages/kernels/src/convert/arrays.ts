import type { FullScales } from './scales.js';

/** Numbers [families x slices x entries], row-major; an entry is one range (`FullScales`). */
export interface RangeArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * Every range of a layer's converters once. Converters of `layer` and `tile` share a range whatever they read: one family. With `column`
 * every polarity is a family, and reference columns with converters of their own are another, of other entries.
 */
export interface RangeArrays {
  readonly weights: RangeArray;
  /** [1 x slices x entries]; null where reference columns have no ranges of their own. */
  readonly references: RangeArray | null;
}

function packed(families: readonly (readonly Float64Array[])[]): RangeArray {
  const entries = families[0][0].length;
  const data = new Float32Array(families.length * families[0].length * entries);
  families.flat().forEach((values, i) => data.set(values, i * entries));
  return { shape: [families.length, families[0].length, entries], data };
}

/** The ranges of a layer as arrays, rounded to float32. */
export function rangeArrays({ per, weights, references }: FullScales): RangeArrays {
  const own = per === 'column';
  return {
    weights: packed(own ? weights : weights.slice(0, 1)),
    references: own && references.length > 0 ? packed([references]) : null,
  };
}

function unpacked({ shape, data }: RangeArray): Float64Array[][] {
  const [families, slices, entries] = shape as [number, number, number];
  return Array.from({ length: families }, (_, family) =>
    Array.from({ length: slices }, (_, slice) => {
      const first = (family * slices + slice) * entries;
      return Float64Array.from(data.subarray(first, first + entries));
    }),
  );
}

/** The way back: ranges from 0 to what the arrays hold, or to both sides of 0. What shares a range shares its array. */
export function scalesOfArrays(per: FullScales['per'], { weights, references }: RangeArrays): FullScales {
  const families = unpacked(weights);
  if (per === 'column')
    return { per, low: 0, weights: families, references: references === null ? [] : unpacked(references)[0] };
  const [shared] = families;
  return { per, low: 0, weights: [shared, shared], references: shared };
}
