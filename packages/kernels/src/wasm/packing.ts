import type { ConversionTable, PackedConversion, PackedPlane } from '../products/kernels.js';
import type { Heap } from './heap.js';

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

/** Writes columns [first, first + 8) of a row-major matrix as one panel; missing columns are zero. */
function writePanel(plane: Float32Array, size: PlaneSize, first: number, panel: Float32Array): void {
  const { outputs, less } = size;
  const width = Math.min(PANEL, outputs - first);
  for (let to = 0, from = first; to < panel.length; from += outputs, to += PANEL) {
    if (less === null) for (let n = 0; n < width; n++) panel[to + n] = plane[from + n];
    else for (let n = 0; n < width; n++) panel[to + n] = plane[from + n] - less[from + n];
    for (let n = width; n < PANEL; n++) panel[to + n] = 0;
  }
}

export function packPlane(heap: Heap, plane: Float32Array, size: PlaneSize): WasmPlane {
  const { inputs, outputs } = size;
  const length = inputs * PANEL;
  const address = heap.allocate(4 * length * panelsOf(outputs));
  const memory = floats(heap);
  for (let panel = 0; panel < panelsOf(outputs); panel++) {
    const at = address / 4 + panel * length;
    writePanel(plane, size, panel * PANEL, memory.subarray(at, at + length));
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
