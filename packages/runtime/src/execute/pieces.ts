import type { ImageRange } from '../worker/task.js';

/** What a set of chips, or a software network, costs [ns], as far as it can be told beforehand. */
export interface Cost {
  /** Once in every worker that takes part. */
  readonly draw: number;
  readonly image: number;
}

/** A set of chips, or a software network, before it is cut. */
export interface Whole {
  readonly cost: Cost;
  readonly images: number;
  /** Images of one pass: pieces hold whole passes, so that all passes but the last are alike. */
  readonly pass: number;
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
/** The next piece is this part of what is left, for every worker. */
const PIECES = 2;

const whole = ({ cost, images }: Whole): number => cost.draw + cost.image * images;

/** Whether a set may be cut: not where drawing it again costs more than that saves. */
const cuttable = ({ cost, images, divisible }: Whole): boolean =>
  divisible && cost.draw <= (cost.image * images) / 2;

/** Images of the next piece of a set of which `rest` are left, so that it costs about `share`. */
function nextOf({ cost, pass }: Whole, rest: number, share: number): number {
  const passes = Math.floor(Math.max(share, LEAST) / (cost.image * pass));
  const images = Math.max(1, passes) * pass;
  return (rest - images) * cost.image < LEAST ? rest : images;
}

/**
 * Work for so many workers, in order: whole sets while there are enough of them, and the images of the last ones in pieces that become
 * smaller, so that nobody waits for somebody else's chip. Results do not depend on it.
 */
export function piecesOf(sets: readonly Whole[], workers: number): Piece[] {
  const lastWhole = sets.length - workers - (sets.length % workers);
  const pieces: Piece[] = [];
  let left = sets.reduce((sum, set) => sum + whole(set), 0);
  sets.forEach((set, index) => {
    const { cost, images } = set;
    const cut = workers > 1 && index >= lastWhole && cuttable(set);
    let first = 0;
    do {
      const rest = images - first;
      const count = cut ? Math.min(rest, nextOf(set, rest, left / (PIECES * workers))) : rest;
      pieces.push({ set: index, images: [first, count] });
      left -= cost.image * count;
      first += count;
    } while (first < images);
    left -= cost.draw;
  });
  return pieces;
}
