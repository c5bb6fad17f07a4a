import type { Converter, ConverterRange } from './converter.js';
import { broken, must, mustCount, type Refusal, type Rule } from '../refusal.js';

function rangeRules(range: ConverterRange): Rule[] {
  if (range.kind === 'calibrated')
    return [must('adc.range.keep', range.keep, range.keep > 0 && range.keep <= 1, 'above 0 and at most 1')];
  if (range.kind === 'worst_case') return [];
  const { low, high } = range;
  return [
    must(
      'adc.range.high',
      high,
      Number.isFinite(low) && Number.isFinite(high) && high > low,
      `finite and above ${low}`,
    ),
  ];
}

/** Every code of every converter with inl or dnl has a number of its own. */
export const mostCurvedBits = 12;

/** What the read refuses about a converter; `bipolar` where its layer needs a converter of both signs. */
export function converterRefusals(adc: Converter | null, bipolar: boolean): readonly Refusal[] {
  if (adc === null) return [];
  const least = bipolar ? 2 : 1;
  const errors = (['gainError', 'offsetError', 'inl', 'dnl', 'noise'] as const).map((name) =>
    must(`adc.${name}`, adc[name], adc[name] >= 0 && Number.isFinite(adc[name]), 'finite and not negative'),
  );
  const curved = adc.inl > 0 || adc.dnl > 0;
  return broken([
    mustCount('adc.bits', adc.bits),
    must('adc.bits', adc.bits, adc.bits >= least, `at least ${least} where a converter takes both signs`),
    must('adc.bits', adc.bits, adc.bits <= 24, 'at most 24'),
    must(
      'adc.bits',
      adc.bits,
      !curved || adc.bits <= mostCurvedBits,
      `at most ${mostCurvedBits} with inl or dnl`,
    ),
    ...rangeRules(adc.range),
    ...errors,
  ]);
}
