import type { ConvertCall, ProductCall, SharedTerm } from '../products/kernels.js';
import { resolveOperands, tileOfOutputs } from '../products/operands.js';
import type { ResolvedOperands } from '../products/operands.js';
import type { Piece } from '../read/geometry.js';
import { copyIn, copyOut } from './copy.js';
import { JOB_WORDS, SIGN_MASK, TERM_WORDS, writeJob } from './job.js';
import { panelsOf, PANEL } from './packing.js';
import type { WasmConversion, WasmPlane } from './packing.js';
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
}

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** The same where bits are driven one by one: tables are built anew for every chunk. */
const SERIAL_CHUNK_BYTES = 4 * 1024 * 1024;
const MOST_SERIAL_ROWS = 512;

/** Groups of 8 rows whose tables of 256 entries stand side by side; assembly/kernels.ts calls them near. */
const NEAR = 4;

/** What bits driven one by one need beside inputs and outputs: places in tables (half a word each), tables, sums, accumulators. */
function serialWords({ bits, rowGroups }: Pass, rows: number) {
  const eights = rowGroups.map(([, count]) => Math.ceil(count / 8));
  const all = eights.reduce((sum, count) => sum + count, 0);
  return {
    places: Math.ceil((bits * rows * all) / 2),
    tables: bits === 0 ? 0 : Math.max(NEAR * 256, Math.max(...eights) * 2 * 16) * PANEL,
    sums: bits * rows * PANEL,
  };
}

/** Word offsets in the workspace of everything that one chunk of `rows` input rows needs. */
function layOut(pass: Pass, rows: number) {
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
  const x = take(rows * pass.inputs);
  const y = take(rows * slots * width);
  const { places, tables, sums } = serialWords(pass, rows);
  const serial = { places: take(places), tables: take(tables), sums: take(sums), accumulators: take(sums) };
  return {
    job,
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
    words: end,
  };
}

type Layout = ReturnType<typeof layOut>;

function rowsOfChunk(pass: Pass): number {
  const { width, slots, sharedRow } = layOut(pass, 0);
  const { places, sums } = serialWords(pass, 1);
  const row = pass.inputs + slots * width + sharedRow + places + 2 * sums;
  const fitting =
    pass.bits === 0
      ? Math.floor(CHUNK_BYTES / (4 * row))
      : Math.min(MOST_SERIAL_ROWS, Math.floor(SERIAL_CHUNK_BYTES / (4 * row)));
  return Math.min(roundUp(pass.operands.count, 4), Math.max(4, fitting & ~3));
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
  tiles.forEach((tile, n) => (words[at.sharedTile + n] = 4 * tile));
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
  });
}

/** Runs a pass chunk by chunk; returns its clipped conversions. */
function runPass(pass: Pass, workspaceOf: (words: number) => Workspace): number {
  const { operands, skip, inputs, outputs, shared } = pass;
  const chunk = rowsOfChunk(pass);
  const at = layOut(pass, chunk);
  const space = workspaceOf(at.words);
  writeCommon(pass, at, space);
  let clipped = 0;
  for (let first = 0; first < operands.count; first += chunk) {
    const count = Math.min(chunk, operands.count - first);
    writeChunk(pass, at, space, count);
    copyIn(space.floats, at.x, operands, { first, count, skip, width: inputs });
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
  const [first, count] = call.rows ?? [0, plane.inputs];
  const term = { plane: plane.address + 4 * PANEL * first, panelBytes: 4 * PANEL * plane.inputs };
  const pass: Pass = {
    operands: resolveOperands(call, plane.inputs, plane.outputs),
    skip: first,
    inputs: count,
    outputs: plane.outputs,
    rowGroups: [[0, count]],
    terms: [{ ...term, conversion: null, sign: 1 }],
    separate: false,
    shared: null,
    bits: call.serial?.slices ?? 0,
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
  return runPass(
    { operands, skip: 0, inputs, outputs, rowGroups, terms, separate, shared, bits },
    workspaceOf,
  );
}
