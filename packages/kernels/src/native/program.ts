import type { PlaneLaw, PlaneProgram } from '../program/plane.js';
import type { Addon } from './addon.js';

/** Laws by number, as packages/kernels-native/src/layout.h counts them. */
const LAWS = {
  additive: 1,
  proportional: 2,
  lognormal: 3,
  resistance: 4,
  polynomial: 5,
  saturating: 6,
  moments: 7,
  pairs: 8,
} as const;

/** Number of the law, its three numbers, and what it draws. */
function lawWords(law: PlaneLaw): {
  law: number;
  numbers: readonly number[];
  uniform: boolean;
  bothSides: boolean;
} {
  const normals = { uniform: false, bothSides: false };
  switch (law.kind) {
    case 'additive':
    case 'proportional': {
      const uniform = law.draws === 'uniforms';
      return { law: LAWS[law.kind], numbers: [law.sigma, 0, 0], uniform, bothSides: uniform };
    }
    case 'lognormal':
      return { law: LAWS.lognormal, numbers: [law.sigma, law.shift, 0], ...normals };
    case 'resistance':
      return { law: LAWS.resistance, numbers: [law.sigmaOn, law.slope, law.on], ...normals };
    case 'polynomial':
      return { law: LAWS.polynomial, numbers: [0, 0, 0], ...normals };
    case 'saturating':
      return { law: LAWS.saturating, numbers: [law.most, law.rate, 0], ...normals };
    case 'table': {
      const pairs = law.table.residuals !== null;
      return { law: pairs ? LAWS.pairs : LAWS.moments, numbers: [0, 0, 0], uniform: pairs, bothSides: false };
    }
  }
}

interface FlatTable {
  readonly values: Float64Array;
  readonly begin: Int32Array;
}

/** Residuals one after the other; made once for a table. */
const flat = new WeakMap<readonly Float64Array[], FlatTable>();

function flatResiduals(residuals: readonly Float64Array[]): FlatTable {
  const found = flat.get(residuals);
  if (found !== undefined) return found;
  const begin = new Int32Array(residuals.length + 1);
  residuals.forEach((values, index) => (begin[index + 1] = begin[index] + values.length));
  const values = new Float64Array(begin[residuals.length]);
  residuals.forEach((own, index) => values.set(own, begin[index]));
  const made = { values, begin };
  flat.set(residuals, made);
  return made;
}

type Law = ReturnType<typeof lawWords>;

/** Words of the record of a programming; packages/kernels-native/src/addon.cc names the same order. */
function wordsOf(plane: PlaneProgram, { law, uniform, bothSides }: Law): Int32Array {
  const { clip, stuck, groups, inputs, outputs, key, polarity, slice, copy } = plane;
  const flags = [uniform, bothSides, clip !== null].map(Number);
  return Int32Array.of(
    ...[groups, inputs, outputs, ...key, polarity, slice, copy, law, ...flags],
    ...(stuck?.key ?? [0, 0, 0, 0]),
  );
}

function numbersOf({ law, clip, stuck }: PlaneProgram, { numbers }: Law): Float64Array {
  const scale = law.kind === 'polynomial' ? law.scale : 1;
  const { low, high } = clip ?? { low: 0, high: 0 };
  const { onAtMost, offAbove, on, off } = stuck ?? { onAtMost: 0, offAbove: 1, on: 0, off: 0 };
  return Float64Array.of(...numbers, scale, low, high, onAtMost, offAbove, on, off);
}

/** Programs a plane; every law is known here. */
export function programPlane(addon: Addon, technology: number, plane: PlaneProgram): void {
  const law = lawWords(plane.law);
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
