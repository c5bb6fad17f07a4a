import type {
  ConvertCall,
  Kernels,
  PackedConversion,
  PackedPlane,
  ProductCall,
  SerialInputs,
} from '../products/kernels.js';
import {
  demand,
  demandCodes,
  demandConvertible,
  demandPiece,
  demandPlane,
  demandTable,
  resolveOperands,
  tileOfOutputs,
} from '../products/operands.js';
import { quantiserOf } from '../input/coding.js';
import type { Pointwise } from '../products/pointwise.js';
import { codedRange } from '../digital/within.js';
import type { Addon, External } from './addon.js';
import { filterGradientOf } from './gradient.js';
import { programPairs, programPlane } from './program.js';
import { recorder } from './record.js';

/** Ends the name of instructions that fuse. */
export const FUSED = ', fused';

/** Entries of the largest table of four rows. */
const MOST_ENTRIES = 256;

/** Whether a table holds all values that the slices of four rows can take together. */
function hasTables({ sliceBits, signed }: SerialInputs): boolean {
  const values = signed ? 2 ** (sliceBits + 1) - 1 : 2 ** sliceBits;
  return values ** 4 <= MOST_ENTRIES;
}

interface Native {
  readonly external: External;
}

const pointwiseOf = (addon: Addon, technology: number): Pointwise => ({
  quantise(activations, coding, out) {
    if (coding.bits === null) {
      if (out !== activations) out.set(activations);
      return;
    }
    const { inverse, low, high } = quantiserOf(coding);
    addon.quantise(technology, activations, out, inverse, low, high);
  },
  within(activations, coding, values, out) {
    const { low, high } = codedRange(coding);
    addon.within(technology, activations, values, out, low, high);
  },
  largest: (x) => addon.largest(technology, x),
  relu: (x, out) => addon.relu(technology, x, out, Infinity),
  relu6: (x, out) => addon.relu(technology, x, out, 6),
  add: (a, b, out) => addon.add(technology, a, b, out),
  affine: (x, { gain, shift }, out) => addon.affine(technology, x, gain, shift, out),
});

/** Kernels of the addon, with one of its instruction sets. */
export function nativeKernels(addon: Addon, technology: number): Kernels {
  const packed = new Set<PackedPlane | PackedConversion>();
  const keep = <T extends PackedPlane | PackedConversion>(thing: T): T => {
    packed.add(thing);
    return thing;
  };
  const externalOf = (thing: PackedPlane | PackedConversion): External => {
    demand(packed.has(thing), 'what is packed is used before its release, by the kernels that packed it');
    return (thing as (PackedPlane | PackedConversion) & Native).external;
  };
  const name = addon.names()[technology];
  const record = recorder();

  function product(call: ProductCall): void {
    const { plane, rows = [0, call.plane.inputs], patches = null, serial = null } = call;
    const external = externalOf(plane);
    demandPiece(rows, plane.inputs);
    demandCodes(call);
    const operands = resolveOperands(call, plane.inputs, plane.outputs);
    if (operands.count === 0) return;
    const { inputs, outputs } = plane;
    const shape = { inputs, outputs, rowGroups: [rows], signs: [1 as const], separate: false };
    const words = record(operands, { ...shape, sharedTiles: 0, sharedSign: 1, patches, serial });
    const { gain, bias } = operands;
    addon.pass(technology, words, operands.inputs, operands.out, [external, null], gain, bias, null, null);
  }

  function convert(call: ConvertCall): number {
    const { terms, rowGroups, shared, separate = false, patches = null, serial = null } = call;
    const externals = terms.flatMap(({ plane, conversion }) => [externalOf(plane), externalOf(conversion)]);
    demandConvertible(call);
    demandCodes(call);
    const { inputs, outputs } = terms[0].plane;
    const operands = resolveOperands(call, inputs, separate ? rowGroups.length * outputs : outputs);
    if (operands.count === 0) return 0;
    const words = record(operands, {
      inputs,
      outputs,
      rowGroups,
      signs: terms.map(({ sign }) => sign),
      separate,
      sharedTiles: shared?.columnTiles.length ?? 0,
      sharedSign: shared?.sign ?? 1,
      patches,
      serial,
    });
    const tiles = shared ? tileOfOutputs(shared.columnTiles, outputs) : null;
    const { gain, bias } = operands;
    const values = shared?.values ?? null;
    return addon.pass(technology, words, operands.inputs, operands.out, externals, gain, bias, values, tiles);
  }

  return {
    technology: 'native',
    fallback: null,
    instructions: name,
    fused: name.endsWith(FUSED),
    takes: { patches: true, own: false, pixels: true, activations: false, serial: hasTables },
    pointwise: pointwiseOf(addon, technology),
    pack(plane, inputs, outputs, less = null) {
      demandPlane(plane, inputs * outputs, less);
      return keep({ inputs, outputs, external: addon.pack(plane, inputs, outputs, less) });
    },
    packConversion(table, groups, outputs) {
      demandTable(table, groups, outputs);
      const { lowS, inv, codeMin, codeMax, step, base, groupStride, columnStride } = table;
      const arrays = [lowS, inv, codeMin, codeMax, step, base];
      const external = addon.packConversion(...arrays, groups, outputs, groupStride, columnStride);
      return keep({ groups, outputs, external });
    },
    release(thing) {
      addon.release(externalOf(thing));
      packed.delete(thing);
    },
    product,
    convert,
    program: (plane) => programPlane(addon, technology, plane),
    pairs: (pairs) => programPairs(addon, technology, pairs),
    filterGradient: filterGradientOf(addon, technology),
    bytes: addon.bytes,
  };
}
