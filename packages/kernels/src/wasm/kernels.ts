import type { Kernels, PackedConversion, PackedPlane } from '../products/kernels.js';
import { demand, demandConvertible, demandPiece, demandPlane, demandTable } from '../products/operands.js';
import type { CompiledModule, WebAssemblyEngine } from './engine.js';
import { createHeap } from './heap.js';
import { packPlane, type PackRows, packTable } from './packing.js';
import type { WasmConversion, WasmPlane } from './packing.js';
import { convert, product } from './pass.js';
import { type PointwiseExports, wasmPointwise } from './pointwise.js';
import { type PairExports, programPairs, programPlane } from './program.js';
import { workspaces } from './workspace.js';

const INITIAL_PAGES = 32;

/** Exports of dist/kernels.wasm. */
interface Exports extends PointwiseExports, PairExports {
  readonly pass: (job: number) => number;
  readonly program: (job: number) => void;
  readonly packRows: PackRows;
  readonly heapStart: () => number;
}

/** Kernels on a memory of their own, from the compiled assembly/kernels.ts. */
export function wasmKernels(engine: WebAssemblyEngine, module: CompiledModule): Kernels {
  const memory = new engine.Memory({ initial: INITIAL_PAGES });
  const instance = new engine.Instance(module, { env: { memory } });
  const exports = instance.exports as unknown as Exports;
  const { pass, program, heapStart } = exports;
  const heap = createHeap(memory, heapStart());
  const workspaceOf = workspaces(heap, pass);
  const programSpaceOf = workspaces(heap, (job) => {
    program(job);
    return 0;
  });
  const packer = { packRows: exports.packRows, workspaceOf: workspaces(heap, () => 0) };
  const packed = new Set<PackedPlane | PackedConversion>();
  const keep = <T extends PackedPlane | PackedConversion>(thing: T): T => {
    packed.add(thing);
    return thing;
  };
  const demandAlive = (things: readonly (PackedPlane | PackedConversion)[]): void =>
    demand(
      things.every((thing) => packed.has(thing)),
      'what is packed is used before its release, by the kernels that packed it',
    );
  return {
    technology: 'wasm',
    fallback: null,
    instructions: null,
    fused: false,
    takes: {
      patches: true,
      own: true,
      pixels: false,
      activations: true,
      serial: ({ sliceBits, signed }) => sliceBits === 1 && !signed,
    },
    pointwise: wasmPointwise(
      exports,
      workspaces(heap, () => 0),
    ),
    pack(plane, inputs, outputs, less = null) {
      demandPlane(plane, inputs * outputs, less);
      return keep(packPlane(heap, plane, { inputs, outputs, less }, packer));
    },
    packConversion(table, groups, outputs) {
      demandTable(table, groups, outputs);
      return keep(packTable(heap, table, groups, outputs));
    },
    release(thing) {
      demandAlive([thing]);
      packed.delete(thing);
      heap.free((thing as WasmPlane | WasmConversion).address);
    },
    product(call) {
      demandAlive([call.plane]);
      demandPiece(call.rows ?? [0, call.plane.inputs], call.plane.inputs);
      product(call, workspaceOf);
    },
    convert(call) {
      demandAlive(call.terms.flatMap(({ plane, conversion }) => [plane, conversion]));
      demandConvertible(call);
      return convert(call, workspaceOf);
    },
    program(plane) {
      programPlane(plane, programSpaceOf);
      return true;
    },
    pairs(pairs) {
      programPairs(pairs, exports, programSpaceOf);
      return true;
    },
    filterGradient: null,
    bytes: heap.bytes,
  };
}
