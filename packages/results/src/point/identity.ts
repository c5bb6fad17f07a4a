import { type Plan, type PlanExperiment, canonicalJson, hashOf } from '@kirchhoff/plan';

/** What a trial depends on beside the plan: contents, not names. */
export interface PointContents {
  /** SHA-256 of the weights' arrays. */
  readonly weights: string;
  /** SHA-256 of the test images as the network sees them, and their labels. */
  readonly test: string;
  /** SHA-256 of the calibration images as the network sees them. */
  readonly calibration: string;
  /** SHA-256 of the measured tables of its chip; null where it has none. */
  readonly tables: string | null;
}

/** A point's identity and the text of everything it covers. */
export interface PointIdentity {
  readonly hash: string;
  readonly covers: string;
}

/** The same value with files told by their content alone. */
function withoutNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNames);
  if (typeof value !== 'object' || value === null) return value;
  const { hash, ...rest } = value as Readonly<Record<string, unknown>>;
  const isFile = typeof hash === 'string' && Object.keys(rest).join() === 'name';
  if (isFile) return { hash };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutNames(inner)]));
}

/**
 * Everything a trial of a point depends on and nothing else: not the number of trials, the confidence, reports, names of axes and
 * files, the batch that fits into memory, or workers.
 */
export function pointIdentity(
  plan: Plan,
  experiment: PlanExperiment,
  index: number,
  contents: PointContents,
): PointIdentity {
  const point = experiment.points[index]!;
  const { nodes } = plan.networks[point.network]!;
  const covers = canonicalJson(
    withoutNames({
      resultsVersion: plan.resultsVersion,
      network: nodes,
      chip: plan.chips[point.chip],
      layers: plan.mappings[point.mapping]!.layers,
      keepDigital: point.keepDigital,
      vary: point.vary,
      seed: experiment.seed,
      seedOfPoint: experiment.seedPerPoint ? index : null,
      metrics: experiment.metrics,
      ...contents,
    }),
  );
  return { hash: hashOf(JSON.parse(covers)).slice(0, 32), covers: `${covers}\n` };
}
