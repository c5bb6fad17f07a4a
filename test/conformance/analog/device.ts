import { type Device, type DriftExponent, measuredTable, type ProgrammingLaw } from '@kirchhoff/kernels';
import type { Picker } from './pick.js';

export const exactDevice: Device = {
  onState: 1e-4,
  onOffRatio: null,
  levels: null,
  programming: null,
  shared: { perChip: 0, perColumn: 0 },
  writeVerify: null,
  clip: 'nonnegative',
  stuckOn: 0,
  stuckOff: 0,
  readNoise: null,
  drift: null,
  relaxation: null,
};

type Spread = { of: 'target' | 'range' | 'on_state'; fraction: number } | { of: 'absolute'; siemens: number };
type States = Pick<Device, 'onState' | 'onOffRatio'>;

function spread(pick: Picker, on: number): Spread {
  const of = pick.one(['target', 'range', 'on_state', 'absolute'] as const);
  return of === 'absolute' ? { of, siemens: 0.2 * on * pick.unit() } : { of, fraction: 0.3 * pick.unit() };
}

function lognormal(pick: Picker, finite: boolean): ProgrammingLaw {
  const kind = 'lognormal';
  if (finite && pick.chance(0.5))
    return {
      kind,
      sigma: null,
      sigmaOn: 0.1 * pick.unit(),
      sigmaOff: 0.5 * pick.unit(),
      centre: 'mean',
    };
  return {
    kind,
    sigma: 0.4 * pick.unit(),
    sigmaOn: null,
    sigmaOff: null,
    centre: pick.one(['median', 'mean'] as const),
  };
}

/** A measured table whose targets reach from G_off to G_on. */
function table(pick: Picker, { onState, onOffRatio }: States): ProgrammingLaw {
  const off = onOffRatio === null ? 0 : onState / onOffRatio;
  const steps = pick.whole(1, 5);
  const levels = Array.from({ length: steps + 1 }, (_, step) => off + ((onState - off) * step) / steps);
  const moment = (size: number) =>
    Float64Array.from(levels, (level) => size * onState * pick.unit() + (size < 0 ? level : 0));
  if (pick.chance(0.5)) {
    const [shift, sigma] = pick.one([
      [true, true],
      [true, false],
      [false, true],
    ]);
    return {
      kind: 'table',
      table: measuredTable({
        target: Float64Array.from(levels),
        value: null,
        mean: shift ? moment(-0.05) : null,
        sigma: sigma ? moment(0.1) : null,
      }),
    };
  }
  const target = levels.flatMap((level) => new Array<number>(pick.whole(1, 7)).fill(level));
  const value = target.map((level) => level + 0.1 * onState * (pick.unit() - pick.unit()));
  return {
    kind: 'table',
    table: measuredTable({
      target: Float64Array.from(target),
      value: Float64Array.from(value),
      mean: null,
      sigma: null,
    }),
  };
}

/** A programming law drawn at random. */
export function randomLaw(pick: Picker, states: States): Device['programming'] {
  const on = states.onState;
  const kind = pick.one([
    'none',
    'normal',
    'normal',
    'uniform',
    'lognormal',
    'polynomial',
    'saturating',
    'table',
    'table',
  ] as const);
  switch (kind) {
    case 'none':
      return null;
    case 'normal':
      return { kind, sigma: spread(pick, on) };
    case 'uniform':
      return { kind, halfWidth: spread(pick, on) };
    case 'lognormal':
      return lognormal(pick, states.onOffRatio !== null);
    case 'polynomial': {
      const sigma = Array.from({ length: pick.whole(1, 4) }, (_, power) =>
        power === 0 ? 0.05 * on * pick.unit() : 0.2 * on * (pick.unit() - pick.unit()),
      );
      return { kind, scale: on, sigma };
    }
    case 'saturating':
      return { kind, limit: 0.04 * on * pick.unit(), at: 0.1 * on * (0.02 + pick.unit()) };
    case 'table':
      return table(pick, states);
  }
}

function exponent(pick: Picker, size: number): DriftExponent {
  if (pick.chance(0.4)) return { kind: 'number', value: size * pick.unit() };
  const low = 0.3 * size * pick.unit();
  return {
    kind: 'clamped_log',
    slope: 0.3 * size * (pick.unit() - pick.unit()),
    offset: size * pick.unit(),
    low,
    high: low + size * pick.unit(),
  };
}

const drift = (pick: Picker, on: number): Device['drift'] => ({
  time: pick.one([1, 20, 3600, 86_400, 3e7]),
  nu: exponent(pick, 0.1),
  nuSigma: pick.chance(0.3) ? null : exponent(pick, 0.04),
  t0: 20,
  scale: on,
  compensate: pick.one(['none', 'global'] as const),
});

const relaxation = (pick: Picker, on: number): Device['relaxation'] => ({
  time: pick.one([1, 100, 86_400]),
  meanPerLn: 0.01 * on * (pick.unit() - pick.unit()),
  sigmaPerLn: 0.005 * on * (pick.unit() - pick.unit()),
  sigma: 0.02 * on * pick.unit(),
});

function shared(pick: Picker): Device['shared'] {
  const kind = pick.one(['chip', 'column', 'both'] as const);
  return {
    perChip: kind === 'column' ? 0 : 0.5 * pick.unit(),
    perColumn: kind === 'chip' ? 0 : 0.5 * pick.unit(),
  };
}

/** A memory cell with every option of model.md section 2 drawn at random. */
export function randomDevice(pick: Picker): Device {
  const onOffRatio = pick.chance(0.3) ? null : 1.2 + 50 * pick.unit() ** 3;
  const onState = pick.one([1e-6, 2.5e-5, 1e-4, 3e-3]);
  const stuck = pick.chance(0.2);
  return {
    ...exactDevice,
    onState,
    onOffRatio,
    levels: pick.chance(0.25) ? pick.whole(2, 33) : null,
    programming: randomLaw(pick, { onState, onOffRatio }),
    shared: pick.chance(0.25) ? shared(pick) : exactDevice.shared,
    writeVerify: pick.chance(0.25) ? { tolerance: spread(pick, onState), attempts: pick.whole(1, 12) } : null,
    clip: pick.one(['nonnegative', 'range', 'none'] as const),
    stuckOn: stuck ? 0.1 * pick.unit() : 0,
    stuckOff: stuck ? 0.2 * pick.unit() : 0,
    drift: pick.chance(0.25) ? drift(pick, onState) : null,
    relaxation: pick.chance(0.15) ? relaxation(pick, onState) : null,
  };
}
