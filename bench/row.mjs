// Rows of a benchmark from what `against` of blas.mjs measured.

/** Durations times `factor`. */
export const durationRow = (name, { technology }, shape, measured, { unit, factor }) => ({
  name,
  technology,
  shape,
  unit,
  ...measured,
  value: measured.value * factor,
  reference: measured.reference * factor,
});

/** Rates of so much `work`, and so much `other` of the reference: durations turned around. */
export const rateRow = (name, { technology }, shape, measured, { unit, work, other = work }) => ({
  name,
  technology,
  shape,
  unit,
  value: work / measured.value,
  reference: other / measured.reference,
  ratio: work / other / measured.ratio,
  quickest: work / other / measured.quickest,
  spread: measured.spread,
});
