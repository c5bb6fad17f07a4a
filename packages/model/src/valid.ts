import type { Device } from './device.js';
import type { Quantity } from './quantity.js';

/** What of a device lies outside the range its statistics were measured in. */
export interface Outside {
  readonly field: 'on_state' | 'off_state' | 'drift.time' | 'relaxation.time';
  /** `on state`, `drift time`. */
  readonly what: string;
  /** `is 10 uS`, `reads 3200 nA at 0.4 V`. */
  readonly is: string;
  /** Ends of the range as written; one may be open. */
  readonly from?: string;
  readonly to?: string;
}

/** For written numbers that went through a division. */
const margin = 1e-9;

const within = (value: number, from?: Quantity, to?: Quantity): boolean =>
  (from === undefined || value >= from.value * (1 - margin)) &&
  (to === undefined || value <= to.value * (1 + margin));

const shown = (value: number, unit: string, factor: number): string =>
  `${Number((value * factor).toPrecision(4))} ${unit}`;

/** The first quantity of a device outside its `valid`. A range of currents is compared where the read voltage is known. */
export function outsideValid(device: Device, readVoltage?: Quantity<'voltage'>): Outside | undefined {
  const { valid, onState, onOffRatio, drift, relaxation } = device;
  if (valid === undefined) return undefined;
  const { from, to, earliest, latest } = valid;
  const inAmperes = from.dimension === 'current';
  const volts = inAmperes ? readVoltage?.value : 1;
  const states = [
    { field: 'on_state', what: 'on state', siemens: onState.value, text: onState.text },
    { field: 'off_state', what: 'off state', siemens: onState.value / onOffRatio.value, text: undefined },
  ] as const;
  for (const { field, what, siemens, text } of states) {
    if (volts === undefined || within(siemens * volts, from, to)) continue;
    const is = inAmperes
      ? `reads ${shown(siemens * volts, 'nA', 1e9)} at ${readVoltage?.text}`
      : `is ${text ?? shown(siemens, 'uS', 1e6)}`;
    return { field, what, is, from: from.text, to: to.text };
  }
  const times = [
    { field: 'drift.time', what: 'drift time', time: drift?.time },
    { field: 'relaxation.time', what: 'relaxation time', time: relaxation?.time },
  ] as const;
  const late = times.find(({ time }) => time !== undefined && !within(time.value, earliest, latest));
  if (late === undefined) return undefined;
  const { field, what, time } = late;
  return { field, what, is: `is ${time!.text}`, from: earliest?.text, to: latest?.text };
}
