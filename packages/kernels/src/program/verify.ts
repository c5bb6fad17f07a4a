import type { CellSettings, Stroke } from './cells.js';
import type { CellDraw } from './draw.js';
import type { CellLaw, CellRun } from './law.js';
import { type Sigma, spreadSigma } from './sigma.js';

/** What programming the cells of a layer took. */
export interface Attempts {
  cells: number;
  /** Draws over all cells. */
  draws: number;
  /** Cells that ended within the tolerance. */
  met: number;
}

/** Programs a run by the law alone. */
export type Program = (stroke: Stroke, first: number) => void;

/** Cells this close are redrawn together: a block of four costs as much as one. */
const NEAR = 8;

const f = Math.fround;

/** One draw for every cell. */
export function programOnce(law: CellLaw, draw: CellDraw, settings: CellSettings): Program {
  const run: CellRun = { first: 0, count: 0, random: new Float32Array(settings.longestRun) };
  return ({ cells, target, out }, first) => {
    draw.begin(cells);
    draw.fill(cells, run.random, 0);
    run.first = first;
    run.count = cells.count;
    law.apply(target, run, out);
  };
}

interface Missed {
  /** Positions in the run of the cells outside the tolerance, at the start. */
  readonly places: Int32Array;
  count: number;
}

/** Keeps the cells of a run that lie outside the tolerance. */
function look(missed: Missed, { target, out }: Stroke, first: number, tolerance: Sigma): void {
  const { places } = missed;
  let kept = 0;
  for (let i = 0; i < missed.count; i++) {
    const at = first + places[i];
    const t = target[at];
    if (!(Math.abs(f(out[at] - t)) <= tolerance(t))) places[kept++] = places[i];
  }
  missed.count = kept;
}

/** Draws again for the missed cells, in stretches; numbers land at their cells' positions in the run. */
function redraw({ places, count }: Missed, { cells }: Stroke, draw: CellDraw, random: Float32Array): void {
  const { firstOutput, count: whole } = cells;
  for (let i = 0; i < count;) {
    const start = places[i];
    let end = start;
    while (i < count && places[i] - end <= NEAR) end = places[i++];
    cells.firstOutput = firstOutput + start;
    cells.count = end + 1 - start;
    draw.fill(cells, random, start);
  }
  cells.firstOutput = firstOutput;
  cells.count = whole;
}

/** The missed cells side by side, so that a law serves them as one run. */
function gathered(law: CellLaw, length: number) {
  const target = new Float32Array(length);
  const out = new Float32Array(length);
  const run: CellRun = { first: 0, count: 0, random: new Float32Array(length) };
  return ({ places, count }: Missed, stroke: Stroke, first: number, random: Float32Array): void => {
    for (let i = 0; i < count; i++) {
      target[i] = stroke.target[first + places[i]];
      run.random[i] = random[places[i]];
    }
    run.count = count;
    law.apply(target, run, out);
    for (let i = 0; i < count; i++) stroke.out[first + places[i]] = out[i];
  };
}

/** Draws every cell until |G - G_t| is within the tolerance, at most `attempts` times; the last draw stays. */
export function programVerified(
  law: CellLaw,
  draw: CellDraw,
  settings: CellSettings,
  tally: Attempts,
): Program {
  const { device, ends, longestRun } = settings;
  const { tolerance, attempts } = device.writeVerify!;
  const once = programOnce(law, draw, settings);
  const width = spreadSigma(tolerance, ends, 1);
  const random = new Float32Array(longestRun);
  const missed: Missed = { places: new Int32Array(longestRun), count: 0 };
  const again = gathered(law, longestRun);
  const most = law.draws === 'nothing' ? 1 : attempts;
  return (stroke, first) => {
    const { cells } = stroke;
    once(stroke, first);
    for (let i = 0; i < cells.count; i++) missed.places[i] = i;
    missed.count = cells.count;
    look(missed, stroke, first, width);
    tally.cells += cells.count;
    tally.draws += cells.count;
    for (let attempt = 1; attempt < most && missed.count > 0; attempt++) {
      cells.attempt = attempt;
      redraw(missed, stroke, draw, random);
      again(missed, stroke, first, random);
      tally.draws += missed.count;
      look(missed, stroke, first, width);
    }
    cells.attempt = 0;
    tally.met += cells.count - missed.count;
  };
}
