import type { ImageRange } from '../worker/task.js';

/** What a set of chips costs [ns], as far as it can be told beforehand. */
export interface Cost {
  /** Once in every worker that takes part. */
  readonly draw: number;
  readonly image: number;
}

/** A set of chips before it is cut. */
export interface Whole {
  readonly cost: Cost;
  readonly images: number;
  /** False where its images must stay together. */
  readonly divisible: boolean;
}

export interface Piece {
  /** Index of its set. */
  readonly set: number;
  readonly images: ImageRange;
}

/** A piece below this costs more to hand out than it evens out [ns]. */
const LEAST = 5e6;
/** What is left is handed out in so many pieces per worker. */
const PIECES = 2;

const whole = ({ cost, images }: Whole): number => cost.draw + cost.image * images;

/** In how many pieces a set is cut, so that each costs about `share`; as one where drawing it again costs more than that saves. */
function cuts({ cost, images, divisible }: Whole, share: number): number {
  const work = cost.image * images;
  if (!divisible || cost.draw > work / 2) return 1;
  return Math.max(1, Math.min(images, Math.ceil(work / Math.max(share, LEAST))));
}

/**
 * Work for so many workers, in order: whole sets while there are enough of them, and the images of the last ones in pieces, so that
 * nobody waits for somebody else's chip. Results do not depend on it.
 */
export function piecesOf(sets: readonly Whole[], workers: number): Piece[] {
  const lastWhole = sets.length - workers - (sets.length % workers);
  let left = sets.reduce((sum, set) => sum + whole(set), 0);
  return sets.flatMap((set, index) => {
    const share = left / (PIECES * workers);
    const count = workers === 1 || index < lastWhole ? 1 : cuts(set, share);
    left -= whole(set);
    const edges = Array.from({ length: count + 1 }, (_, i) => Math.floor((i * set.images) / count));
    return edges.slice(1).map((end, i): Piece => ({ set: index, images: [edges[i]!, end - edges[i]!] }));
  });
}
