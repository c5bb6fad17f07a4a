import type {
  ConversionTable,
  ConvertCall,
  ConvertTerm,
  Kernels,
  PackedConversion,
  PackedPlane,
  ProductCall,
} from './kernels.js';
import {
  demand,
  demandCodes,
  demandConvertible,
  demandPiece,
  demandPlane,
  demandTable,
  resolveOperands,
  tileOfOutputs,
} from './operands.js';
import type { ResolvedOperands } from './operands.js';
import { plainPointwise } from './pointwise.js';
import { type PlainPlane, summation } from './sums.js';

const f = Math.fround;

interface PlainConversion extends PackedConversion {
  readonly table: ConversionTable;
}

/** Round half to even of a float32, the sign of zero kept: exact below 2^23, above it every float32 is an integer. */
function rne(t: number): number {
  if (!(Math.abs(t) < 8388608)) return t;
  const rounded = t + 6755399441055744 - 6755399441055744;
  return rounded === 0 ? 0 * t : rounded;
}

/** Converts the sums of row group g and adds them to acc[from + n]; returns the clipped conversions. */
function accumulate(
  term: ConvertTerm,
  g: number,
  sums: Float32Array,
  acc: Float32Array,
  from: number,
): number {
  const { outputs, table } = term.conversion as PlainConversion;
  const { lowS, inv, codeMin, codeMax, step, base, groupStride, columnStride } = table;
  let clipped = 0;
  for (let n = 0; n < outputs; n++) {
    const at = g * groupStride + n * columnStride;
    const nearest = rne(f(f(sums[n] - lowS[at]) * inv[at]));
    const atLeast = nearest > codeMin[at] ? nearest : codeMin[at];
    const code = atLeast < codeMax[at] ? atLeast : codeMax[at];
    if (code !== nearest) clipped++;
    const p = f(f(code * step[at]) + base[at]);
    acc[from + n] = term.sign > 0 ? acc[from + n] + p : acc[from + n] - p;
  }
  return clipped;
}

/** Writes row m: the last step of docs/numerics.md section 12. */
function store(operands: ResolvedOperands, m: number, acc: Float32Array, width: number): void {
  const { out, outStride, outColumn, gain, bias } = operands;
  for (let n = 0; n < width; n++) {
    const scaled = gain ? f(acc[n] * gain[n]) : acc[n];
    out[m * outStride + outColumn + n] = bias ? f(scaled + bias[n]) : scaled;
  }
}

/** Room for the outputs of a row, in whole blocks of four. */
const blocks = (outputs: number): Float32Array => new Float32Array((outputs + 3) & ~3);

function product(call: ProductCall): void {
  const { plane, rows = [0, call.plane.inputs] } = call;
  demandPiece(rows, plane.inputs);
  demandCodes(call);
  const operands = resolveOperands(call, plane.inputs, plane.outputs);
  const sum = summation(operands.order);
  const sums = blocks(plane.outputs);
  for (let m = 0; m < call.count; m++) {
    sum(call.inputs, m * operands.inputStride + operands.inputColumn, plane as PlainPlane, rows, sums);
    store(operands, m, sums, plane.outputs);
  }
}

function convert(call: ConvertCall): number {
  demandConvertible(call);
  demandCodes(call);
  const { terms, rowGroups, shared, separate = false } = call;
  const { inputs, outputs } = terms[0].plane;
  const width = separate ? rowGroups.length * outputs : outputs;
  const operands = resolveOperands(call, inputs, width);
  const tiles = shared ? tileOfOutputs(shared.columnTiles, outputs) : null;
  const sum = summation(operands.order);
  const sums = blocks(outputs);
  const acc = new Float32Array(width);
  let clipped = 0;
  for (let m = 0; m < call.count; m++) {
    const from = m * operands.inputStride + operands.inputColumn;
    acc.fill(0);
    rowGroups.forEach((group, g) => {
      for (const term of terms) {
        sum(call.inputs, from, term.plane as PlainPlane, group, sums);
        clipped += accumulate(term, g, sums, acc, separate ? g * outputs : 0);
      }
      if (!shared || !tiles) return;
      const row = (m * rowGroups.length + g) * shared.columnTiles.length;
      for (let n = 0; n < outputs; n++) acc[n] += shared.sign * shared.values[row + tiles[n]];
    });
    store(operands, m, acc, width);
  }
  return clipped;
}

const copyOf = (table: ConversionTable): ConversionTable => ({
  ...table,
  lowS: table.lowS.slice(),
  inv: table.inv.slice(),
  codeMin: table.codeMin.slice(),
  codeMax: table.codeMax.slice(),
  step: table.step.slice(),
  base: table.base.slice(),
});

/** The float32 definition in TypeScript, output by output; bits equal those of every other technology. */
export function plainKernels(fallback: string | null = null): Kernels {
  const packed = new Map<PackedPlane | PackedConversion, number>();
  const keep = <T extends PackedPlane | PackedConversion>(thing: T, bytes: number): T => {
    packed.set(thing, bytes);
    return thing;
  };
  const demandAlive = (things: readonly (PackedPlane | PackedConversion)[]): void =>
    demand(
      things.every((thing) => packed.has(thing)),
      'what is packed is used before its release, by the kernels that packed it',
    );
  return {
    technology: 'plain',
    fallback,
    instructions: null,
    fused: false,
    takes: { patches: false, own: false, pixels: false, activations: false, serial: () => false },
    pointwise: plainPointwise,
    pack(plane, inputs, outputs, less = null) {
      demandPlane(plane, inputs * outputs, less);
      const data = new Float32Array(inputs * outputs + 3);
      data.set(plane.subarray(0, inputs * outputs));
      if (less !== null) for (let i = 0; i < inputs * outputs; i++) data[i] -= less[i];
      return keep<PlainPlane>({ inputs, outputs, data }, data.byteLength);
    },
    packConversion(table, groups, outputs) {
      demandTable(table, groups, outputs);
      return keep<PlainConversion>({ groups, outputs, table: copyOf(table) }, 24 * table.inv.length);
    },
    release(thing) {
      demandAlive([thing]);
      packed.delete(thing);
    },
    product(call) {
      demandAlive([call.plane]);
      product(call);
    },
    convert(call) {
      demandAlive(call.terms.flatMap(({ plane, conversion }) => [plane, conversion]));
      return convert(call);
    },
    program: () => false,
    pairs: () => false,
    filterGradient: null,
    bytes: () => [...packed.values()].reduce((sum, bytes) => sum + bytes, 0),
  };
}
