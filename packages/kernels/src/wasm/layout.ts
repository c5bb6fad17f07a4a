import type { Quantiser } from '../input/coding.js';
import type { SharedTerm } from '../products/kernels.js';
import type { ResolvedOperands } from '../products/operands.js';
import type { Piece } from '../read/geometry.js';
import { JOB_WORDS, TERM_WORDS } from './job.js';
import { panelsOf, PANEL } from './packing.js';
import type { WasmConversion } from './packing.js';
import { type Band, layOutWindow, type Windowed } from './window.js';

/** Cells that a pass meets, and what becomes of their sums. */
export interface PassTerm {
  readonly plane: number;
  readonly panelBytes: number;
  readonly conversion: WasmConversion | null;
  readonly sign: 1 | -1;
}

/** A product or a read, with the input columns from `skip` on that it needs. */
export interface Pass {
  readonly operands: ResolvedOperands;
  readonly skip: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly rowGroups: readonly Piece[];
  readonly terms: readonly PassTerm[];
  readonly separate: boolean;
  readonly shared: SharedTerm | null;
  /** Bits that are driven one by one; 0 for inputs driven at once. */
  readonly bits: number;
  /** Of activations that take the place of codes; null for codes. */
  readonly quantiser: Quantiser | null;
  /** Images whose patches are the input rows; null for rows as they stand. */
  readonly window: Windowed | null;
}

/** Input rows of the largest chunk, and the band that they are. */
export interface ChunkSize {
  readonly rows: number;
  readonly band: Pick<Band, 'images' | 'rows'> | null;
}

export const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** What bits driven one by one need beside inputs and outputs: places in tables (half a word each), tables of 4 rows, sums, accumulators. */
function serialWords({ bits, rowGroups }: Pass, rows: number) {
  const eights = rowGroups.map(([, count]) => Math.ceil(count / 8));
  const all = eights.reduce((sum, count) => sum + count, 0);
  return {
    places: Math.ceil((bits * rows * all) / 2),
    tables: bits === 0 ? 0 : Math.max(...eights) * 2 * 16 * PANEL,
    sums: bits * rows * PANEL,
  };
}

/** Turned rows that stand side by side, and those whose sums are converted at once. */
const FIVE = 5;
export const TURNED_TOGETHER = 8 * FIVE;

/** Panels from which on turning input rows pays, and the bytes of those that all panels meet, where they are more than stand together. */
const TURNED_PANELS = 4;
const TURNED_BYTES = 16 * 1024;

/** Input rows of a strip that are turned; 0 where none are. */
export function turnedRows({ bits, inputs, outputs, operands, window }: Pass): number {
  if (inputs === 0 || bits > 0 || operands.order === 'eights' || window?.patches.own === true) return 0;
  if (panelsOf(outputs) < TURNED_PANELS) return 0;
  return TURNED_TOGETHER * Math.max(1, Math.floor(TURNED_BYTES / (4 * TURNED_TOGETHER * inputs)));
}

/** Whether input rows stand one after the other in the workspace: sums in order go through the images themselves. */
export const hasRows = ({ window, operands }: Pass): boolean =>
  window === null || operands.order === 'eights';

/** Word offsets in the workspace of everything that one chunk needs. */
export function layOut(pass: Pass, { rows, band }: ChunkSize) {
  const width = panelsOf(pass.outputs) * PANEL;
  const slots = pass.separate ? pass.rowGroups.length : 1;
  const sharedRow = pass.shared ? pass.rowGroups.length * pass.shared.columnTiles.length : 0;
  let end = 0;
  const take = (words: number): number => {
    const at = end;
    // Whole vectors of four are written: codes up to three words behind the last.
    end = roundUp(end + words, 16);
    return at;
  };
  const job = take(JOB_WORDS);
  const groups = take(2 * pass.rowGroups.length);
  const terms = take(TERM_WORDS * pass.terms.length);
  const quantiser = take(3);
  const [gain, bias, sharedTile] = [take(width), take(width), take(width)];
  const shared = take(rows * sharedRow);
  const x = take(hasRows(pass) ? rows * pass.inputs : 0);
  const y = take(rows * slots * width);
  const { places, tables, sums } = serialWords(pass, rows);
  const serial = { places: take(places), tables: take(tables), sums: take(sums), accumulators: take(sums) };
  const turned = take(Math.min(turnedRows(pass), rows - (rows % FIVE)) * pass.inputs);
  const window = pass.window && band ? layOutWindow(pass.window, band, pass.inputs, take) : null;
  return {
    job,
    window,
    groups,
    terms,
    quantiser,
    gain,
    bias,
    sharedTile,
    shared,
    x,
    y,
    width,
    slots,
    sharedRow,
    serial,
    turned,
    words: end,
  };
}

export type Layout = ReturnType<typeof layOut>;

/** Words that one input row needs beside the images it may come from. */
export function rowWords(pass: Pass): number {
  const { width, slots, sharedRow } = layOut(pass, { rows: 0, band: null });
  const { places, sums } = serialWords(pass, 1);
  return (hasRows(pass) ? pass.inputs : 0) + slots * width + sharedRow + places + 2 * sums;
}
