import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpz, writeNpz } from '@kirchhoff/formats';
import { kir, write } from './kir.js';

/** The weight of each output, for all inputs. */
export const WEIGHTS = [1, -1, 0.5, -0.5, 0.25, -0.25, 0, 0.75, 0.125, -0.875] as const;
export const INPUTS = 784;
export const TRIALS = 4;
const OUTPUTS = WEIGHTS.length;

const [ON, OFF] = [1e-4, 1e-5];

/** A study of one dense layer whose weights are known, on single experiments or `sweep`. */
export const known = (devices: string, sweep = 'seed = 5'): string => `
data few from standard.digits { train_images = 40, test_images = 20, calibration_images = 20 }

network known {
  input = 28 x 28 x 1
  layers {
    flatten
    fc: dense(10, softmax)
  }
  weights = npz("known.npz")
}

${devices}

chip pilot {
  device = cells
  adc    = ideal
  array { size = 128 x 128 }
}

experiment first {
  network = known
  data    = few
  chip    = pilot
  trials  = ${TRIALS}
  ${sweep}
}
`;

/** The file that `known` names. */
export function writeWeights(cwd: string): void {
  const data = Float32Array.from({ length: INPUTS * OUTPUTS }, (_, at) => WEIGHTS[at % OUTPUTS]!);
  const bias = { shape: [OUTPUTS], data: new Float32Array(OUTPUTS) };
  write(
    cwd,
    'known.npz',
    writeNpz([
      ['fc.weights', { shape: [INPUTS, OUTPUTS], data }],
      ['fc.bias', bias],
    ]),
  );
}

/** A device from 10 to 100 uS. */
export const device = (fields: string, clip = 'none'): string =>
  `device cells {\n  on_state = 100 uS\n  on_off_ratio = 10\n  clip = ${clip}\n  ${fields}\n}`;

/** What `kir probe` writes of the layer for a device. */
export function probeOf(cwd: string, fields: string, { clip = 'none', what = 'conductances' } = {}) {
  write(cwd, 'probed.kir', known(device(fields, clip)));
  const asked = ['--what', what, '--trials', `${TRIALS}`, '--out', 'probed.npz'];
  const { status, stderr } = kir(['probe', 'probed.kir', ...asked], { cwd });
  if (status !== 0) throw new Error(stderr);
  return readNpz(readFileSync(join(cwd, 'probed.npz')));
}

/** Conductances [trials x inputs x outputs x polarity] in S. */
export const cellsOf = (cwd: string, fields: string, clip?: string): Float32Array =>
  probeOf(cwd, fields, { clip }).get('fc.conductances')!.data as Float32Array;

/** Target of a cell of such conductances [S]. */
export function targetAt(cell: number): number {
  const w = WEIGHTS[Math.floor(cell / 2) % OUTPUTS]!;
  return OFF + (ON - OFF) * Math.max(0, cell % 2 === 0 ? w : -w);
}

/** Largest distance between two series. */
export function apart(found: ArrayLike<number>, expected: (at: number) => number): number {
  let worst = 0;
  for (let at = 0; at < found.length; at++) worst = Math.max(worst, Math.abs(found[at]! - expected(at)));
  return worst;
}
