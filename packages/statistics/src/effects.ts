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

/** Rows of a table by chip, its columns the means over all points that agree on the named axes. */
function groupMeans(points: readonly GridPoint[], chips: number, axes: readonly number[]): number[][] {
  const groups = new Map<string, GridPoint[]>();
  for (const point of points) {
    const key = axes.map((axis) => point.coordinates[axis]).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  return Array.from({ length: chips }, (_, chip) =>
    [...groups.values()].map((own) => mean(own.map(({ values }) => values[chip]))),
  );
}

/**
 * Variance over a grid of the expected means over all axes but the named ones. The means of n chips vary more than that, by 1 / n of how
 * the differences between points vary from chip to chip; this is taken away, so that the estimate has no bias. Chips may be the same at
 * all points or others at each.
 */
function explained(points: readonly GridPoint[], chips: number, axes: readonly number[]): number {
  const rows = groupMeans(points, chips, axes);
  const centre = rows[0].map((_, group) => mean(rows.map((row) => row[group])));
  const noise = rows.reduce((sum, row) => sum + spread(row.map((value, group) => value - centre[group])), 0);
  return spread(centre) - noise / (chips * (chips - 1));
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
 * Splits the variance of a metric over a complete grid by axis (Sobol 1993, with every value of an axis equally likely), as it would be
 * with any number of chips. A part that is estimated below 0 is 0, and the parts are scaled to a sum of 1. Every point gives as many
 * chips as the one with the fewest. Undefined for grids with holes, fewer than two chips, and where nothing varies.
 */
export function varianceShares(points: readonly GridPoint[]): VarianceShares | undefined {
  const axes = points[0]?.coordinates.length ?? 0;
  const chips = Math.min(...points.map(({ values }) => values.length));
  if (axes === 0 || !isComplete(points, axes) || chips < 2) return undefined;
  const variance = (named: readonly number[]): number => explained(points, chips, named);
  const every = Array.from({ length: axes }, (_, axis) => axis);
  const firsts = points.map(({ values }) => Array.from({ length: chips }, (_, chip) => values[chip]));
  const within = (mean(firsts.map(spread)) * chips) / (chips - 1);
  const between = variance(every);
  const alone = every.map((axis) => variance([axis]));
  const two = every.flatMap((a) => every.slice(a + 1).map((b) => [a, b] as const));
  const beyond = two.map(([a, b]) => variance([a, b]) - alone[a] - alone[b]);
  const known = [...alone, ...beyond].reduce((sum, part) => sum + part, 0);
  const higher = axes > 2 ? between - known : 0;
  const positive = (part: number): number => Math.max(0, part);
  const whole = [...alone, ...beyond, higher, within].map(positive).reduce((sum, part) => sum + part, 0);
  if (!(whole > 0)) return undefined;
  const share = (part: number): number => positive(part) / whole;
  return {
    main: alone.map(share),
    total: every.map((axis) =>
      Math.min(1, share(between - variance(every.filter((other) => other !== axis)))),
    ),
    pairs: two.map((named, index) => ({ axes: named, share: share(beyond[index]) })),
    higher: share(higher),
    chips: share(within),
  };
}
