import { oracleInput, oracleQuantile } from '@kirchhoff/kernels';
import type { Configuration } from './configuration.js';
import type { BuiltLayer } from './layer.js';

/** x_max, sign and every driven code against float64; throws at the first that differs by more than a tie. Gives the ties. */
export function compareInputs({ chip, activations }: Configuration, { coding, driven }: BuiltLayer): number {
  const { range, bits } = chip.inputs;
  const all = activations.flatMap((part) => Array.from(part));
  const signed = all.some((x) => x < 0) || (range.kind === 'fixed' && range.low < 0);
  const maximum = range.kind === 'fixed' ? range.high : oracleQuantile(all.map(Math.abs), range.keep);
  if (signed !== coding.signed || Math.abs(maximum - coding.maximum) > 2 ** -23 * maximum)
    throw new Error(`inputs of ${JSON.stringify(coding)}, not of ${maximum}`);
  const settings = { inputBits: bits, inputsSigned: signed, inputMaximum: coding.maximum };
  let ties = 0;
  activations.forEach((part, group) =>
    part.forEach((x, at) => {
      const found = driven[group][at];
      const place = oracleInput(x, settings) * coding.fullDrive;
      if (Math.abs(found - place) <= 2 ** -22 * Math.abs(place)) return;
      ties++;
      const steps = Math.abs((x / coding.maximum) * coding.fullDrive);
      const fromTie = Math.abs(steps - Math.floor(steps) - 0.5);
      if (Math.abs(found - place) > 1 + 1e-9 || fromTie > 2 ** -22 * steps)
        throw new Error(`${x} drives ${found}, not ${place}`);
    }),
  );
  return ties;
}
