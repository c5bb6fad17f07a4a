import { mean } from './mean.js';

/** One point of a grid: the index of its value on every axis, and what its chips gave. */
export interface GridPoint {
  readonly coordinates: readonly number[];
  readonly values: ArrayLike<number>;
}

/** Shares of the variance of all chips over a grid; the parts of `main`, `pairs`, `higher` and `chips` sum to 1. */
export interface VarianceShares {
  /** By axis: what this knob explains alone. */
  readonly main: readonly number[];
  /** By axis: what is left unexplained when all knobs but this one are known (Sobol's total effect), interactions among it. */
  readonly total: readonly number[];
  /** What two axes explain together beyond each alone. */
  readonly pairs: readonly { readonly axes: readonly [number, number]; readonly share: number }[];
  /** Interactions of three axes and more. */
  readonly higher: number;
  /** Differences between chips at the same point. */
  readonly chips: number;
}

/** Variance with divisor n. */
function spread(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) * (value - centre)));
}

/** Variance over a grid of the means over all axes but the named ones. */
function explained(points: readonly GridPoint[], means: readonly number[], axes: readonly number[]): number {
  const groups = new Map<string, number[]>();
  points.forEach(({ coordinates }, index) => {
    const key = axes.map((axis) => coordinates[axis]).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), means[index]]);
  });
  return spread([...groups.values()].map(mean));
}

/** True where every combination of the axes' values occurs once. */
function isComplete(points: readonly GridPoint[], axes: number): boolean {
  const sizes = Array.from({ length: axes }, (_, axis) =>
    points.reduce((size, { coordinates }) => Math.max(size, coordinates[axis] + 1), 0),
  );
  const keys = new Set(points.map(({ coordinates }) => coordinates.join(' ')));
  return keys.size === points.length && points.length === sizes.reduce((product, size) => product * size, 1);
}

/**
 * Splits the variance of a metric over a complete grid by axis (Sobol 1993, with every value of an axis equally likely). Undefined for
 * grids with holes, and where nothing varies.
 */
export function varianceShares(points: readonly GridPoint[]): VarianceShares | undefined {
  const axes = points[0]?.coordinates.length ?? 0;
  if (axes === 0 || !isComplete(points, axes) || points.some(({ values }) => values.length === 0))
    return undefined;
  const means = points.map(({ values }) => mean(values));
  const within = mean(points.map(({ values }) => spread(Array.from(values))));
  const between = spread(means);
  const whole = between + within;
  if (!(whole > 0)) return undefined;
  const every = Array.from({ length: axes }, (_, axis) => axis);
  const main = every.map((axis) => explained(points, means, [axis]) / whole);
  const pairs = every.flatMap((a) =>
    every.slice(a + 1).map((b) => ({
      axes: [a, b] as const,
      share: Math.max(0, explained(points, means, [a, b]) / whole - main[a] - main[b]),
    })),
  );
  const total = every.map(
    (axis) =>
      (between -
        explained(
          points,
          means,
          every.filter((other) => other !== axis),
        )) /
      whole,
  );
  const known = [...main, ...pairs.map(({ share }) => share)].reduce((sum, share) => sum + share, 0);
  return { main, total, pairs, higher: Math.max(0, between / whole - known), chips: within / whole };
}
