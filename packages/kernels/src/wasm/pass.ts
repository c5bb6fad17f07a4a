import type { ConvertCall, ProductCall, SharedTerm } from '../products/kernels.js';
import { resolveOperands, tileOfOutputs } from '../products/operands.js';
import type { ResolvedOperands } from '../products/operands.js';
import type { Piece } from '../read/geometry.js';
import { copyIn, copyOut } from './copy.js';
import { JOB_WORDS, SIGN_MASK, TERM_WORDS, writeJob } from './job.js';
import { panelsOf, PANEL } from './packing.js';
import type { WasmConversion, WasmPlane } from './packing.js';
import {
  type Band,
  bandOf,
  bandsOf,
  layOutWindow,
  positionsOf,
  type Windowed,
  windowed,
  writeBand,
} from './window.js';
import type { Workspace } from './workspace.js';

/** Inputs and outputs of one chunk stay in the second cache. */
const CHUNK_BYTES = 512 * 1024;

interface PassTerm {
  readonly plane: number;
  readonly panelBytes: number;
  readonly conversion: WasmConversion | null;
  readonly sign: 1 | -1;
}

/** A product or a read, with the input columns from `skip` on that it needs. */
interface Pass {
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
  /** Images whose patches are the input rows; null for rows as they stand. */
  readonly window: Windowed | null;
}

/** Rows [first, first + count) of a pass; a band where they are patches. */
interface Chunk {
  readonly first: number;
  readonly count: number;
  readonly band: Band | null;
}

/** Input rows of the largest chunk, and the band that they are. */
interface ChunkSize {
  readonly rows: number;
  readonly band: Pick<Band, 'images' | 'rows'> | null;
}

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** The same where bits are driven one by one: tables are built anew for every chunk, which costs more than memory farther away. */
const SERIAL_CHUNK_BYTES = 8 * 1024 * 1024;
const MOST_SERIAL_ROWS = 1024;

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

/** Outputs that are few: input rows are summed up side by side then, output by output. */
const NARROW = 2;

/** Panels from which on turning input rows pays, and the bytes of those that all panels meet: half of a first cache of 32 KiB. */
const TURNED_PANELS = 4;
const TURNED_BYTES = 16 * 1024;

/** Input rows of a strip that are turned, five side by side; 0 where none are. */
function turnedRows({ bits, inputs, outputs, operands, window }: Pass): number {
  if (inputs === 0 || bits > 0 || operands.order === 'eights' || window?.patches.own === true) return 0;
  if (panelsOf(outputs) < TURNED_PANELS) return 0;
  return 20 * Math.max(1, Math.floor(TURNED_BYTES / (80 * inputs)));
}

/** Whether input rows stand one after the other in the workspace: sums in order go through the images themselves. */
const hasRows = ({ window, operands }: Pass): boolean => window === null || operands.order === 'eights';

/** Word offsets in the workspace of everything that one chunk needs. */
function layOut(pass: Pass, { rows, band }: ChunkSize) {
  const width = panelsOf(pass.outputs) * PANEL;
  const slots = pass.separate ? pass.rowGroups.length : 1;
  const sharedRow = pass.shared ? pass.rowGroups.length * pass.shared.columnTiles.length : 0;
  let end = 0;
  const take = (words: number): number => {
    const at = end;
    end = roundUp(end + words, 16);
    return at;
  };
  const job = take(JOB_WORDS);
  const groups = take(2 * pass.rowGroups.length);
  const terms = take(TERM_WORDS * pass.terms.length);
  const [gain, bias, sharedTile] = [take(width), take(width), take(width)];
  const shared = take(rows * sharedRow);
  const x = take(hasRows(pass) ? rows * pass.inputs : 0);
  const y = take(rows * slots * width);
  const { places, tables, sums } = serialWords(pass, rows);
  const serial = { places: take(places), tables: take(tables), sums: take(sums), accumulators: take(sums) };
  const turned = take(Math.min(turnedRows(pass), rows - (rows % 5)) * pass.inputs);
  const window = pass.window && band ? layOutWindow(pass.window, band, pass.inputs, take) : null;
  return {
    job,
    window,
    groups,
    terms,
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

type Layout = ReturnType<typeof layOut>;

/** Words that one input row needs beside the images it may come from. */
function rowWords(pass: Pass): number {
  const { width, slots, sharedRow } = layOut(pass, { rows: 0, band: null });
  const { places, sums } = serialWords(pass, 1);
  return (hasRows(pass) ? pass.inputs : 0) + slots * width + sharedRow + places + 2 * sums;
}

function chunkSize(pass: Pass): ChunkSize {
  const { operands, window } = pass;
  const serial = pass.bits > 0;
  const words = (serial ? SERIAL_CHUNK_BYTES : CHUNK_BYTES) / 4;
  if (window !== null) {
    const band = bandOf(window, rowWords(pass), words);
    return { rows: positionsOf(window, { ...band, image: 0, top: 0 }), band };
  }
  const fitting = Math.min(serial ? MOST_SERIAL_ROWS : Infinity, Math.floor(words / rowWords(pass)));
  return { rows: Math.min(roundUp(operands.count, 4), Math.max(4, fitting & ~3)), band: null };
}

function* chunksOf({ operands, window }: Pass, { rows, band }: ChunkSize): Generator<Chunk> {
  if (window === null || band === null) {
    for (let first = 0; first < operands.count; first += rows)
      yield { first, count: Math.min(rows, operands.count - first), band: null };
    return;
  }
  let first = 0;
  for (const each of bandsOf(window, band)) {
    const count = positionsOf(window, each);
    yield { first, count, band: each };
    first += count;
  }
}

const maskOf = (sign: 1 | -1): number => (sign > 0 ? 0 : SIGN_MASK);

/** Writes what all chunks of a pass have in common. */
function writeCommon(pass: Pass, at: Layout, space: Workspace): void {
  const { words, floats } = space;
  pass.rowGroups.forEach((group, g) => words.set(group, at.groups + 2 * g));
  pass.terms.forEach(({ plane, panelBytes, conversion, sign }, t) => {
    const term = [plane, panelBytes, conversion?.address ?? 0, conversion?.groupBytes ?? 0, maskOf(sign)];
    words.set(term, at.terms + TERM_WORDS * t);
  });
  floats.fill(0, at.gain, at.sharedTile + at.width);
  if (pass.operands.gain) floats.set(pass.operands.gain.subarray(0, pass.outputs), at.gain);
  if (pass.operands.bias) floats.set(pass.operands.bias.subarray(0, pass.outputs), at.bias);
  if (!pass.shared) return;
  const tiles = tileOfOutputs(pass.shared.columnTiles, pass.outputs);
  // Lanes beyond the outputs belong to the last tile, so that a panel with equal ends is of one tile.
  for (let n = 0; n < at.width; n++) words[at.sharedTile + n] = 4 * tiles[Math.min(n, pass.outputs - 1)];
}

function writeChunk(pass: Pass, at: Layout, space: Workspace, rows: number): void {
  const address = (offset: number): number => space.address + 4 * offset;
  const { operands, shared } = pass;
  writeJob(space.words, at.job, {
    x: address(at.x),
    xStride: 4 * pass.inputs,
    rows,
    y: address(at.y),
    yStride: 4 * at.slots * at.width,
    panels: at.width / PANEL,
    groups: address(at.groups),
    groupCount: pass.rowGroups.length,
    terms: address(at.terms),
    termCount: pass.terms.length,
    gain: operands.gain ? address(at.gain) : 0,
    bias: operands.bias ? address(at.bias) : 0,
    separate: pass.separate ? 4 * at.width : 0,
    shared: shared ? address(at.shared) : 0,
    sharedStride: 4 * at.sharedRow,
    sharedGroup: 4 * (shared?.columnTiles.length ?? 0),
    sharedTile: address(at.sharedTile),
    sharedMask: maskOf(shared?.sign ?? 1),
    eights: operands.order === 'eights' ? 1 : 0,
    bits: pass.bits,
    places: address(at.serial.places),
    tables: address(at.serial.tables),
    sums: address(at.serial.sums),
    accumulators: address(at.serial.accumulators),
    window: at.window ? address(at.window.record) : 0,
    narrow: pass.outputs <= NARROW && hasRows(pass) ? pass.outputs : 0,
    turned: turnedRows(pass) > 0 ? address(at.turned) : 0,
    turnedRows: turnedRows(pass),
  });
}

/** Puts the inputs of a chunk into the workspace. */
function writeInputs(pass: Pass, at: Layout, space: Workspace, { first, count, band }: Chunk): void {
  const { operands, skip, inputs, window } = pass;
  if (window === null || at.window === null || band === null) {
    copyIn(space.floats, at.x, operands, { first, count, skip, width: inputs });
    return;
  }
  writeBand(window, band, at.window, space, operands.inputs);
}

/** Runs a pass chunk by chunk; returns its clipped conversions. */
function runPass(pass: Pass, workspaceOf: (words: number) => Workspace): number {
  const { operands, outputs, shared } = pass;
  if (operands.count === 0) return 0;
  const size = chunkSize(pass);
  const at = layOut(pass, size);
  const space = workspaceOf(at.words);
  writeCommon(pass, at, space);
  let clipped = 0;
  for (const chunk of chunksOf(pass, size)) {
    const { first, count } = chunk;
    writeChunk(pass, at, space, count);
    writeInputs(pass, at, space, chunk);
    if (shared) {
      const values = shared.values.subarray(first * at.sharedRow, (first + count) * at.sharedRow);
      space.floats.set(values, at.shared);
    }
    clipped += space.run(at.job);
    const { slots, width: paddedWidth } = at;
    copyOut(space.floats, at.y, operands, { first, count, slots, width: outputs, paddedWidth });
  }
  return clipped;
}

export function product(call: ProductCall, workspaceOf: (words: number) => Workspace): void {
  const plane = call.plane as WasmPlane;
  const { inputs, outputs } = plane;
  const [first, count] = call.rows ?? [0, inputs];
  const operands = resolveOperands(call, inputs, outputs);
  // Patches have no columns to skip.
  const skip = call.patches === undefined ? first : 0;
  const width = call.patches === undefined ? count : inputs;
  const term = { plane: plane.address + 4 * PANEL * skip, panelBytes: 4 * PANEL * inputs };
  const pass: Pass = {
    operands,
    skip,
    inputs: width,
    outputs,
    rowGroups: [[first - skip, count]],
    terms: [{ ...term, conversion: null, sign: 1 }],
    separate: false,
    shared: null,
    bits: call.serial?.slices ?? 0,
    window: call.patches ? windowed(call.patches, operands, plane) : null,
  };
  runPass(pass, workspaceOf);
}

export function convert(call: ConvertCall, workspaceOf: (words: number) => Workspace): number {
  const { rowGroups, separate = false, shared = null } = call;
  const { inputs, outputs } = call.terms[0].plane;
  const terms = call.terms.map(({ plane, conversion, sign }) => ({
    plane: (plane as WasmPlane).address,
    panelBytes: 4 * PANEL * inputs,
    conversion: conversion as WasmConversion,
    sign,
  }));
  const operands = resolveOperands(call, inputs, separate ? rowGroups.length * outputs : outputs);
  const bits = call.serial?.slices ?? 0;
  const window = call.patches ? windowed(call.patches, operands, { inputs, outputs }) : null;
  const what = { operands, skip: 0, inputs, outputs, rowGroups, terms, separate, shared, bits, window };
  return runPass(what, workspaceOf);
}
