/** The settings of a layer as plain numbers; nothing here is shared with the fast path. */
export interface OracleWeights {
  readonly scheme: 'differential_pair' | 'digital_offset' | 'reference_column';
  readonly centred: boolean;
  readonly bits: number | null;
  readonly cellBits: number | null;
  readonly levels: number | null;
  readonly onState: number;
  /** Infinity for an ideal off state. */
  readonly onOffRatio: number;
}

/** Round half to even. */
export function nearest(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest < 0.5) return below;
  if (rest > 0.5) return below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** Cells of one weight: the target fraction gamma of every polarity and slice (model.md section 1, items 3 to 5). */
export function oracleFractions(w: number, settings: OracleWeights): number[][] {
  const { scheme, centred, bits, cellBits, levels } = settings;
  const top = bits === null ? 0 : 2 ** (bits - 1) - 1;
  const q = nearest(w * top);
  const v = bits === null ? w : q / top;
  const onLevel = (fraction: number): number =>
    levels === null ? fraction : nearest(fraction * (levels - 1)) / (levels - 1);
  const plainPair = scheme === 'differential_pair' && !centred;
  if (bits === null || cellBits === null) {
    const whole = plainPair ? [Math.max(v, 0), Math.max(-v, 0)] : [(1 + v) / 2, (1 - v) / 2];
    return (scheme === 'differential_pair' ? whole : [whole[0]]).map((fraction) => [onLevel(fraction)]);
  }
  const integers = plainPair ? [Math.max(q, 0), Math.max(-q, 0)] : [q + top, -q + top];
  const slices = Math.ceil((plainPair ? bits - 1 : bits) / cellBits);
  const used = scheme === 'differential_pair' ? integers : [integers[0]];
  return used.map((integer) =>
    oracleDigits(integer, cellBits, slices).map((digit) => onLevel(digit / (2 ** cellBits - 1))),
  );
}

/** Digits of `cellBits` bits, least significant first. */
export function oracleDigits(integer: number, cellBits: number, slices: number): number[] {
  const digits: number[] = [];
  let rest = integer;
  for (let slice = 0; slice < slices; slice++) {
    digits.push(rest % 2 ** cellBits);
    rest = Math.floor(rest / 2 ** cellBits);
  }
  return digits;
}

/** G_off + gamma (G_on - G_off) [S]. */
export function oracleConductance(fraction: number, settings: OracleWeights): number {
  const off = settings.onState / settings.onOffRatio;
  return off + fraction * (settings.onState - off);
}

/** w_max: the `keep` quantile of |values|, linear between order statistics. */
export function oracleQuantile(values: readonly number[], keep: number): number {
  const sorted = values.map(Math.abs).sort((a, b) => a - b);
  const position = (sorted.length - 1) * keep;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}
