import type { Device, Origin } from '@kirchhoff/model';
import { contradiction } from '../messages/values.js';
import type { Checker } from './checker.js';

/** A measured table that does not reach a state of the device. */
interface Gap {
  readonly law: 'programming_variation' | 'read_noise';
  readonly file: string;
  /** `5 uS to 100 uS`. */
  readonly targets: string;
  readonly state: string;
  readonly is: string;
}

const margin = 1e-9;

const microsiemens = (siemens: number): string => `${Number((siemens * 1e6).toPrecision(4))} uS`;

/** Where a table of the device does not cover its range from off state to on state (model.md section 8, law 14). */
export function gapOf(device: Device): Gap | undefined {
  const on = device.onState.value;
  const off = on / device.onOffRatio.value;
  const laws = { programming_variation: device.programmingVariation, read_noise: device.readNoise } as const;
  for (const [name, law] of Object.entries(laws)) {
    if (law?.kind !== 'table') continue;
    const { lowest, highest } = law.measured;
    if (lowest === undefined || highest === undefined) continue;
    const low = lowest > off + margin * on;
    if (!low && highest >= on * (1 - margin)) continue;
    const targets = `${microsiemens(lowest)} to ${microsiemens(highest)}`;
    const [state, is] = low ? ['off state', microsiemens(off)] : ['on state', device.onState.text];
    return { law: name as Gap['law'], file: law.file.written, targets, state, is };
  }
  return undefined;
}

/** K311: the table ends before a state of the device. */
export const reportGap = (at: Origin, { file, targets, state, is }: Gap, checker: Checker): void =>
  checker.report(
    contradiction(at, {
      title: `${file} measures targets from ${targets}, but the ${state} is ${is}`,
      label: 'does not cover the range of the cell',
      why: 'between off state and on state every conductance is a target, and outside a table nothing is measured',
      fixes: [`choose states from ${targets}`, `measure up to the ${state}`],
    }),
  );
