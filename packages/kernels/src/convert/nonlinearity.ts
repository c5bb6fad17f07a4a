import { fillNormals, fillUniforms, fold, type Key } from '@kirchhoff/random';
import { type ColumnPlace, fillColumns } from './columns.js';
import type { Converter } from './converter.js';

type Curve = (code: number) => number;

/** Largest magnitude of a curve over the codes. */
function peak(curve: Curve, codes: number): number {
  let most = 0;
  for (let code = 0; code < codes; code++) most = Math.max(most, Math.abs(curve(code)));
  return most;
}

/** The curve divided by its peak; 0 everywhere for one without. */
function normalised(curve: Curve, codes: number): Curve {
  const most = peak(curve, codes);
  return most > 0 ? (code) => curve(code) / most : () => 0;
}

/** Numbers [codes x columns], code after code. */
function drawn(
  fill: typeof fillNormals,
  key: Key,
  place: Omit<ColumnPlace, 'attempt'>,
  codes: number,
): Float32Array {
  const { count } = place.columns;
  const numbers = new Float32Array(codes * count);
  for (let code = 0; code < codes; code++)
    fillColumns(fill, key, { ...place, attempt: code }, numbers, code * count);
  return numbers;
}

/** Half a bow (a parabola up or down) and half a random walk tied to 0 at both ends, scaled to a peak of 1. */
function integral(upwards: boolean, steps: Curve, codes: number): Curve {
  const last = codes - 1;
  const sum = new Float64Array(codes);
  for (let code = 1; code < codes; code++) sum[code] = sum[code - 1] + steps(code);
  const walk = normalised((code) => sum[code] - (code / last) * sum[last], codes);
  const sign = upwards ? 1 : -1;
  const bow: Curve = (code) => sign * 4 * (code / last) * (1 - code / last);
  return normalised((code) => bow(code) / 2 + walk(code) / 2, codes);
}

/** Independent numbers scaled so that the largest step from a code to the next is 1. */
function differential(uniform: Curve, codes: number): Curve {
  const v: Curve = (code) => 2 * uniform(code) - 1;
  const most = peak((code) => (code === 0 ? 0 : v(code) - v(code - 1)), codes);
  return most > 0 ? (code) => v(code) / most : () => 0;
}

/**
 * Deviations from the straight line [LSB] of converters side by side, [columns x codes]: inl times a smooth curve plus dnl
 * times one without memory, float64, rounded once. model.md section 5, docs/numerics.md section 12.
 */
export function nonlinearity(
  adc: Pick<Converter, 'inl' | 'dnl'>,
  key: Key,
  place: Omit<ColumnPlace, 'attempt'>,
  codes: number,
): Float32Array {
  const { count } = place.columns;
  const bows = adc.inl > 0 ? drawn(fillUniforms, fold(key, 'bow'), place, 1) : null;
  const walks = adc.inl > 0 ? drawn(fillNormals, fold(key, 'walk'), place, codes) : null;
  const steps = adc.dnl > 0 ? drawn(fillUniforms, fold(key, 'dnl'), place, codes) : null;
  const out = new Float32Array(count * codes);
  for (let n = 0; n < count; n++) {
    const inl = bows && walks ? integral(bows[n] > 0.5, (code) => walks[code * count + n], codes) : null;
    const dnl = steps ? differential((code) => steps[code * count + n], codes) : null;
    for (let code = 0; code < codes; code++)
      out[n * codes + code] = (inl ? adc.inl * inl(code) : 0) + (dnl ? adc.dnl * dnl(code) : 0);
  }
  return out;
}
