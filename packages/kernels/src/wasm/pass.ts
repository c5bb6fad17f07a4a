import { quantiserOf } from '../input/coding.js';
import type { ConvertCall, ProductCall } from '../products/kernels.js';
import { resolveOperands, tileOfOutputs } from '../products/operands.js';
import { type Chunk, chunkSize, chunksOf } from './chunks.js';
import { copyIn, copyOut } from './copy.js';
import { SIGN_MASK, TERM_WORDS, writeJob } from './job.js';
import { hasRows, type Layout, layOut, type Pass, turnedRows } from './layout.js';
import { PANEL } from './packing.js';
import type { WasmConversion, WasmPlane } from './packing.js';
import { windowed, writeBand } from './window.js';
import type { Workspace } from './workspace.js';

/** Outputs that are few: input rows are summed up side by side then, output by output. */
const NARROW = 2;

/** Inputs of a chunk: their word in the workspace, and how many. */
interface Written {
  readonly at: number;
  readonly count: number;
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
  if (pass.quantiser) {
    const { inverse, low, high } = pass.quantiser;
    floats.set([inverse, low, high], at.quantiser);
  }
  floats.fill(0, at.gain, at.sharedTile + at.width);
  if (pass.operands.gain) floats.set(pass.operands.gain.subarray(0, pass.outputs), at.gain);
  if (pass.operands.bias) floats.set(pass.operands.bias.subarray(0, pass.outputs), at.bias);
  if (!pass.shared) return;
  const tiles = tileOfOutputs(pass.shared.columnTiles, pass.outputs);
  // Lanes beyond the outputs belong to the last tile, so that a panel with equal ends is of one tile.
  for (let n = 0; n < at.width; n++) words[at.sharedTile + n] = 4 * tiles[Math.min(n, pass.outputs - 1)];
}

function writeChunk(pass: Pass, at: Layout, space: Workspace, rows: number, inputs: Written): void {
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
    quantiser: pass.quantiser ? address(at.quantiser) : 0,
    coded: address(inputs.at),
    codedEnd: address(inputs.at + inputs.count),
    width: pass.outputs === at.width ? 0 : 4 * pass.outputs,
  });
}

/** Puts the inputs of a chunk into the workspace. */
function writeInputs(pass: Pass, at: Layout, space: Workspace, { first, count, band }: Chunk): Written {
  const { operands, skip, inputs, window } = pass;
  if (window === null || at.window === null || band === null) {
    copyIn(space.floats, at.x, operands, { first, count, skip, width: inputs });
    return { at: at.x, count: count * inputs };
  }
  return { at: at.window.source, count: writeBand(window, band, at.window, space, operands.inputs) };
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
    writeChunk(pass, at, space, count, writeInputs(pass, at, space, chunk));
    if (shared) {
      const values = shared.values.subarray(first * at.sharedRow, (first + count) * at.sharedRow);
      space.floats.set(values, at.shared);
    }
    clipped += space.run(at.job);
    copyOut(space.floats, at.y, operands, { first, count, width: at.slots * outputs });
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
    quantiser: call.coding ? quantiserOf(call.coding) : null,
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
  const quantiser = call.coding ? quantiserOf(call.coding) : null;
  const rows = { operands, skip: 0, inputs, outputs, rowGroups };
  return runPass({ ...rows, terms, separate, shared, bits, quantiser, window }, workspaceOf);
}
