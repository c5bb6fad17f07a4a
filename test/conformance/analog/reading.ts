import type { AnalogChip, Converter, Device, ReadNoise } from '@kirchhoff/kernels';
import type { Picker } from './pick.js';

const error = (pick: Picker, size: number): number => (pick.chance(0.4) ? size * pick.unit() : 0);

function range(pick: Picker, rows: number, ampere: number): Converter['range'] {
  const kind = pick.one(['worst_case', 'calibrated', 'calibrated', 'fixed'] as const);
  if (kind === 'worst_case') return { kind };
  if (kind === 'calibrated')
    return { kind, keep: pick.one([1, 0.999, 0.9]), per: pick.one(['layer', 'tile', 'column'] as const) };
  const high = (0.05 + pick.unit()) * Math.sqrt(rows);
  const low = pick.one([0, -0.37 * high, 0.02]);
  if (pick.chance(0.5)) return { kind, low, high, unit: 'normalised' };
  return { kind, low: low * ampere, high: high * ampere, unit: 'ampere' };
}

/** A converter with every option of model.md section 5; null for an ideal one. `ampere` is about one unit of y. */
export function randomConverter(pick: Picker, rows: number, ampere: number): Converter | null {
  if (pick.chance(0.2)) return null;
  const wrong = pick.chance(0.5);
  const own = (size: number): number => (wrong ? error(pick, size) : 0);
  return {
    bits: wrong ? pick.whole(2, 7) : pick.whole(2, 10),
    range: range(pick, rows, ampere),
    gainError: own(0.1),
    offsetError: own(2),
    inl: own(2),
    dnl: own(1.5),
    noise: own(1),
  };
}

/** Inputs with every option of model.md section 4. */
export function randomInputs(pick: Picker, signed: boolean): AnalogChip['inputs'] {
  const bits = pick.chance(0.15) ? null : pick.whole(signed ? 2 : 1, 8);
  const serial = bits !== null && pick.chance(0.4);
  return {
    bits,
    encoding: serial ? 'bit_serial' : 'amplitude',
    sliceBits: serial ? pick.one([1, 1, pick.whole(1, bits)]) : 1,
    range: pick.chance(0.3)
      ? { kind: 'fixed', low: signed ? -0.5 : 0, high: 0.5 }
      : { kind: 'calibrated', keep: pick.one([1, 0.95]) },
    readVoltage: 0.2,
  };
}

/** Read noise of any law: a programming law drawn by `law`, or 1/f noise. */
export function randomReadNoise(
  pick: Picker,
  on: number,
  law: () => Device['programming'],
): ReadNoise | null {
  if (pick.chance(0.65)) return null;
  if (pick.chance(0.7)) return law();
  return {
    kind: 'one_over_f',
    scale: on,
    q: 0.05 * pick.unit(),
    power: pick.unit(),
    limit: 0.2 * pick.unit(),
    tRead: 2.5e-7,
  };
}
