import { flatResiduals, type LawNumbers, lawNumbers } from '../program/lawNumbers.js';
import type { PairProgram } from '../program/pairs.js';
import type { LayerProgram, PlaneProgram } from '../program/plane.js';
import type { Addon } from './addon.js';

/** Words of the record of a programming; packages/kernels-native/src/addon.cc names the same order. */
function wordsOf(
  plane: LayerProgram & Partial<Pick<PlaneProgram, 'polarity' | 'slice' | 'copy'>>,
  { law, uniform, bothSides }: LawNumbers,
): Int32Array {
  const { clip, stuck, groups, inputs, outputs, firstGroup, firstRow, key } = plane;
  const { polarity = 0, slice = 0, copy = 0 } = plane;
  const flags = [uniform, bothSides, clip !== null].map(Number);
  return Int32Array.of(
    ...[groups, inputs, outputs, firstGroup, firstRow, ...key, polarity, slice, copy, law, ...flags],
    ...(stuck?.key ?? [0, 0, 0, 0]),
  );
}

function numbersOf({ law, clip, stuck }: LayerProgram, { numbers }: LawNumbers): Float64Array {
  const scale = law.kind === 'polynomial' ? law.scale : 1;
  const { low, high } = clip ?? { low: 0, high: 0 };
  const { onAtMost, offAbove, on, off } = stuck ?? { onAtMost: 0, offAbove: 1, on: 0, off: 0 };
  return Float64Array.of(...numbers, scale, low, high, onAtMost, offAbove, on, off);
}

/** What the addon is told of cells, but where they are: see its `program`. */
function recordsOf(cells: LayerProgram & Partial<Pick<PlaneProgram, 'polarity' | 'slice' | 'copy'>>) {
  const law = lawNumbers(cells.law);
  const table = cells.law.kind === 'table' ? cells.law.table : null;
  const residuals = table?.residuals ? flatResiduals(table.residuals) : null;
  return {
    words: wordsOf(cells, law),
    numbers: numbersOf(cells, law),
    law: [
      Number(cells.stuck !== null),
      cells.law.kind === 'polynomial' ? cells.law.terms : null,
      table?.targets ?? null,
      table?.shifts ?? null,
      table?.sigmas ?? null,
      residuals?.values ?? null,
      residuals?.begin ?? null,
    ] as const,
  };
}

/** Programs a plane; every law is known here. */
export function programPlane(addon: Addon, technology: number, plane: PlaneProgram): boolean {
  const { words, numbers, law } = recordsOf(plane);
  addon.program(technology, words, numbers, plane.target, plane.out, ...law);
  return true;
}

/** Programs pairs of cells and reads the weights they stand for. */
export function programPairs(addon: Addon, technology: number, pairs: PairProgram): boolean {
  const { words, numbers, law } = recordsOf(pairs);
  const { weights, out, scale, centred, ends } = pairs;
  const range = Float64Array.of(ends.off, ends.range, Number(centred));
  addon.pairs(technology, words, numbers, weights, out, ...law, scale, range);
  return true;
}
