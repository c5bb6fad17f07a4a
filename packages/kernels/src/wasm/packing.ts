import type { ConversionTable, PackedConversion, PackedPlane } from '../products/kernels.js';
import type { Heap } from './heap.js';
import type { Workspace } from './workspace.js';

/** Outputs of one panel. */
export const PANEL = 8;

/** Six numbers, and all bits where a lane is an output: only such conversions count as clipped. */
const PARAMETERS = 7;

export interface WasmPlane extends PackedPlane {
  /** [panel][k][8] */
  readonly address: number;
}

export interface WasmConversion extends PackedConversion {
  /** [row group][panel][parameter][8], parameters lowS, inv, codeMin, codeMax, step, base, lanes. */
  readonly address: number;
  /** Bytes from row group to row group, 0 where all are alike. */
  readonly groupBytes: number;
}

export const panelsOf = (outputs: number): number => Math.ceil(outputs / PANEL);

/** The memory as floats; valid until the next allocation. */
export const floats = (heap: Heap): Float32Array => new Float32Array(heap.memory.buffer);

interface PlaneSize {
  readonly inputs: number;
  readonly outputs: number;
  /** Taken away from the plane; null for nothing. */
  readonly less: Float32Array | null;
}

/** packRows of assembly/pack.ts; addresses and distances in bytes. */
export type PackRows = (
  ...of: readonly [from: number, less: number, rows: number, outputs: number, to: number, panelBytes: number]
) => void;

/** Values packed at a time: they stay in the first cache. */
const TOGETHER = 4096;

/** Copies a row-major matrix into panels; missing columns are zero. */
export function packPlane(
  heap: Heap,
  plane: Float32Array,
  { inputs, outputs, less }: PlaneSize,
  by: { readonly packRows: PackRows; readonly workspaceOf: (words: number) => Workspace },
): WasmPlane {
  const panelBytes = 4 * inputs * PANEL;
  const address = heap.allocate(panelBytes * panelsOf(outputs));
  const together = Math.max(1, Math.floor(TOGETHER / outputs));
  const { floats: room, address: from } = by.workspaceOf(2 * together * outputs);
  for (let row = 0; row < inputs; row += together) {
    const rows = Math.min(together, inputs - row);
    const piece = [row * outputs, (row + rows) * outputs] as const;
    room.set(plane.subarray(...piece));
    if (less !== null) room.set(less.subarray(...piece), together * outputs);
    const taken = less === null ? 0 : from + 4 * together * outputs;
    by.packRows(from, taken, rows, outputs, address + 4 * PANEL * row, panelBytes);
  }
  return { inputs, outputs, address };
}

/** Row groups that share their parameters are written once. */
export function packTable(
  heap: Heap,
  table: ConversionTable,
  groups: number,
  outputs: number,
): WasmConversion {
  const { lowS, inv, codeMin, codeMax, step, base, groupStride, columnStride } = table;
  const panels = panelsOf(outputs);
  const written = groupStride === 0 ? 1 : groups;
  const size = panels * PARAMETERS * PANEL;
  const address = heap.allocate(4 * written * size);
  const memory = floats(heap)
    .subarray(address / 4, address / 4 + written * size)
    .fill(0);
  [lowS, inv, codeMin, codeMax, step, base].forEach((parameter, i) => {
    for (let g = 0; g < written; g++)
      for (let n = 0; n < outputs; n++) {
        const to = g * size + ((n >> 3) * PARAMETERS + i) * PANEL + (n & 7);
        memory[to] = parameter[g * groupStride + n * columnStride];
      }
  });
  const lanes = new Uint32Array(memory.buffer, address, memory.length);
  for (let g = 0; g < written; g++)
    for (let n = 0; n < outputs; n++)
      lanes[g * size + ((n >> 3) * PARAMETERS + PARAMETERS - 1) * PANEL + (n & 7)] = 0xffffffff;
  return { groups, outputs, address, groupBytes: groupStride === 0 ? 0 : 4 * size };
}
