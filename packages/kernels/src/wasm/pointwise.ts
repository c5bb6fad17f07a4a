import { quantiserOf } from '../input/coding.js';
import { codedRange } from '../digital/within.js';
import { demand } from '../products/operands.js';
import type { Pointwise } from '../products/pointwise.js';
import type { Workspace } from './workspace.js';

/** Exports of assembly/pointwise.ts; addresses in bytes. */
export interface PointwiseExports {
  quantise(at: number, end: number, inverse: number, low: number, high: number): void;
  relu(at: number, end: number, most: number): void;
  within(at: number, end: number, other: number, low: number, high: number): void;
  largest(at: number, end: number): number;
  add(at: number, end: number, other: number): void;
  affine(at: number, end: number, channels: number, gain: number, shift: number): void;
}

/** Values in work at a time: they stay in the first cache. */
const TOGETHER = 4096;

const SLACK = 4;

/** Runs `change` over all values, piece by piece, on copies at word `at` of the workspace; pieces hold whole units. */
function inPieces(
  x: Float32Array,
  out: Float32Array,
  unit: number,
  { space, at }: { readonly space: Workspace; readonly at: number },
  change: (from: number, to: number, first: number, count: number) => void,
): void {
  demand(out.length >= x.length, 'outputs hold every value');
  const piece = Math.max(unit, TOGETHER - (TOGETHER % unit));
  const from = space.address + 4 * at;
  for (let first = 0; first < x.length; first += piece) {
    const count = Math.min(piece, x.length - first);
    space.floats.set(x.subarray(first, first + count), at);
    change(from, from + 4 * count, first, count);
    out.set(space.floats.subarray(at, at + count), first);
  }
}

/** The arithmetic of {@link Pointwise} in WebAssembly. */
export function wasmPointwise(
  exports: PointwiseExports,
  workspaceOf: (words: number) => Workspace,
): Pointwise {
  const relu = (x: Float32Array, most: number, out: Float32Array): void => {
    const space = workspaceOf(TOGETHER + SLACK);
    inPieces(x, out, 1, { space, at: 0 }, (from, to) => exports.relu(from, to, most));
  };
  return {
    quantise(activations, coding, out) {
      if (coding.bits === null) {
        if (out !== activations) out.set(activations);
        return;
      }
      const { inverse, low, high } = quantiserOf(coding);
      const space = workspaceOf(TOGETHER + SLACK);
      inPieces(activations, out, 1, { space, at: 0 }, (from, to) =>
        exports.quantise(from, to, inverse, low, high),
      );
    },
    relu: (x, out) => relu(x, Infinity, out),
    relu6: (x, out) => relu(x, 6, out),
    within(activations, coding, values, out) {
      const { low, high } = codedRange(coding);
      const size = TOGETHER + SLACK;
      const space = workspaceOf(2 * size);
      inPieces(activations, out, 1, { space, at: 0 }, (from, to, first, count) => {
        space.floats.set(values.subarray(first, first + count), size);
        exports.within(from, to, space.address + 4 * size, low, high);
      });
    },
    largest(x) {
      const space = workspaceOf(TOGETHER + SLACK);
      let most = 0;
      for (let first = 0; first < x.length; first += TOGETHER) {
        const count = Math.min(TOGETHER, x.length - first);
        space.floats.set(x.subarray(first, first + count), 0);
        most = Math.max(most, exports.largest(space.address, space.address + 4 * count));
      }
      return most;
    },
    add(a, b, out) {
      demand(b.length >= a.length, 'both hold as many values');
      const size = TOGETHER + SLACK;
      const space = workspaceOf(2 * size);
      inPieces(a, out, 1, { space, at: 0 }, (from, to, first, count) => {
        space.floats.set(b.subarray(first, first + count), size);
        exports.add(from, to, space.address + 4 * size);
      });
    },
    affine(x, { gain, shift }, out) {
      const channels = gain.length;
      const at = 2 * channels;
      const space = workspaceOf(at + Math.max(channels, TOGETHER));
      space.floats.set(gain, 0);
      space.floats.set(shift, channels);
      const { address } = space;
      inPieces(x, out, channels, { space, at }, (from, to) =>
        exports.affine(from, to, channels, address, address + 4 * channels),
      );
    },
  };
}
