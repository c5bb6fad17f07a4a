import { DEFAULT_CONFIDENCE, meanInterval } from '@kirchhoff/statistics';
import type { RunOptions } from '../options.js';
import type { Place, RecordedTrial } from '../recorded.js';

/** Counts chips and points as they end, and tells about them. */
export interface Tally {
  /** More chips are wanted of these places. */
  readonly expect: (places: readonly Place[]) => void;
  readonly done: (place: Place, trial: RecordedTrial) => void;
}

/** How often the widest interval is looked for at most [ms], and the share of the time that looking may take. */
const period = 500;
const share = 0.05;

/** Accuracies of a point so far, and the step between possible ones. */
interface Accuracies {
  readonly values: number[];
  readonly resolution: number;
}

/** Half of the widest interval of the mean accuracy, a fraction; null while no point has two chips. */
function widestOf(accuracies: Iterable<Accuracies>): number | null {
  let widest: number | null = null;
  for (const { values, resolution } of accuracies) {
    if (values.length < 2) continue;
    const { low, high } = meanInterval(values, DEFAULT_CONFIDENCE, resolution);
    widest = Math.max(widest ?? 0, (high - low) / 2);
  }
  return widest;
}

/** A tally that tells `onEvent` after every chip; `resolutionAt` is the step of the accuracy at a place, a fraction. */
export function tally(onEvent: RunOptions['onEvent'], resolutionAt: (place: Place) => number): Tally {
  const open = new Map<string, number>();
  const accuracies = new Map<string, Accuracies>();
  const keyOf = ({ experiment, point }: Place): string => `${experiment} ${point}`;
  let [trials, ofTrials, points, nextLook] = [0, 0, 0, 0];
  let halfWidth: number | null = null;
  return {
    expect(places) {
      for (const place of places) {
        const left = open.get(keyOf(place));
        if (left === 0) points--;
        open.set(keyOf(place), (left ?? 0) + 1);
      }
      ofTrials += places.length;
    },
    done(place, { result }) {
      const left = open.get(keyOf(place))! - 1;
      open.set(keyOf(place), left);
      trials++;
      if (left === 0) points++;
      const so = accuracies.get(keyOf(place)) ?? { values: [], resolution: resolutionAt(place) };
      so.values.push(result.accuracy);
      accuracies.set(keyOf(place), so);
      const now = performance.now();
      if (now > nextLook) {
        halfWidth = widestOf(accuracies.values());
        nextLook = now + Math.max(period, (performance.now() - now) / share);
      }
      onEvent?.({ kind: 'progress', trials, ofTrials, points, ofPoints: open.size, halfWidth });
    },
  };
}
