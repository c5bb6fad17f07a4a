import { flatResiduals, type LawNumbers, lawNumbers } from '../program/lawNumbers.js';
import type { PlaneProgram } from '../program/plane.js';
import type { Addon } from './addon.js';

/** Words of the record of a programming; packages/kernels-native/src/addon.cc names the same order. */
function wordsOf(plane: PlaneProgram, { law, uniform, bothSides }: LawNumbers): Int32Array {
  const { clip, stuck, groups, inputs, outputs, firstGroup, firstRow, key, polarity, slice, copy } = plane;
  const flags = [uniform, bothSides, clip !== null].map(Number);
  return Int32Array.of(
    ...[groups, inputs, outputs, firstGroup, firstRow, ...key, polarity, slice, copy, law, ...flags],
    ...(stuck?.key ?? [0, 0, 0, 0]),
  );
}

function numbersOf({ law, clip, stuck }: PlaneProgram, { numbers }: LawNumbers): Float64Array {
  const scale = law.kind === 'polynomial' ? law.scale : 1;
  const { low, high } = clip ?? { low: 0, high: 0 };
  const { onAtMost, offAbove, on, off } = stuck ?? { onAtMost: 0, offAbove: 1, on: 0, off: 0 };
  return Float64Array.of(...numbers, scale, low, high, onAtMost, offAbove, on, off);
}

/** Programs a plane; every law is known here. */
export function programPlane(addon: Addon, technology: number, plane: PlaneProgram): void {
  const law = lawNumbers(plane.law);
  const table = plane.law.kind === 'table' ? plane.law.table : null;
  const residuals = table?.residuals ? flatResiduals(table.residuals) : null;
  addon.program(
    technology,
    wordsOf(plane, law),
    numbersOf(plane, law),
    plane.target,
    plane.out,
    Number(plane.stuck !== null),
    plane.law.kind === 'polynomial' ? plane.law.terms : null,
    table?.targets ?? null,
    table?.shifts ?? null,
    table?.sigmas ?? null,
    residuals?.values ?? null,
    residuals?.begin ?? null,
  );
}
