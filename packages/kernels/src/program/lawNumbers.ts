import type { PlaneLaw } from './plane.js';

/** Laws by number, as packages/kernels-native/src/layout.h and assembly/laws.ts count them. */
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

/** A law as kernels know it. */
export interface LawNumbers {
  readonly law: number;
  /** Three float32 that the law calls a, b and c. */
  readonly numbers: readonly [number, number, number];
  /** Whether uniforms in (0, 1] are drawn, and spread over (-1, 1]. */
  readonly uniform: boolean;
  readonly bothSides: boolean;
}

/** Number of the law, its three numbers, and what it draws. */
export function lawNumbers(law: PlaneLaw): LawNumbers {
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

export interface FlatResiduals {
  readonly values: Float64Array;
  readonly begin: Int32Array;
}

const flat = new WeakMap<readonly Float64Array[], FlatResiduals>();

/** Residuals one after the other, those of target i from begin[i] to begin[i + 1]; made once for a table. */
export function flatResiduals(residuals: readonly Float64Array[]): FlatResiduals {
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
