import { arraysOf, isAnalogNode, limits, type Plan, type PlanNode, type PlanPoint } from '@kirchhoff/plan';
import { sizeOf } from '../graph/shape.js';

/** Consecutive batches of at most `limit` images [images x size]. */
export function* batches(
  images: Float32Array,
  count: number,
  limit: number,
): Generator<{ readonly batch: Float32Array; readonly images: number; readonly first: number }> {
  const size = count === 0 ? 0 : images.length / count;
  for (let first = 0; first < count; first += limit) {
    const taken = Math.min(limit, count - first);
    yield { batch: images.subarray(first * size, (first + taken) * size), images: taken, first };
  }
}

/** Images of one software pass, at most `limit`; results do not depend on it. Large planes are worth larger passes. */
export function softwareBatch(nodes: readonly PlanNode[], limit: number): number {
  const largest = Math.max(...nodes.map(({ shape }) => sizeOf(shape)));
  const planes = nodes.filter(isAnalogNode).map((node) => 4 * sizeOf(arraysOf(node).weights!));
  const bytes = Math.max(limits.passBytes, ...planes);
  return Math.max(1, Math.min(limit, Math.floor(bytes / (3 * 4 * largest))));
}

/** Images of one pass of chips that run together: the fewest that the plan allows for any of their points. */
export const passOf = ({ mappings }: Plan, points: readonly PlanPoint[]): number =>
  Math.min(...points.map(({ mapping }) => mappings[mapping]!.imagesPerTask));
