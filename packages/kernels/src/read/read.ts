import { type DrivenInputs, drives, wordLines } from '../input/drive.js';
import type { Kernels, Operands, SerialInputs } from '../products/kernels.js';
import { demand } from '../products/operands.js';
import { callOf } from './call.js';
import type { MatrixRead, ReadCall, ReadLayer, ReadTally } from './layer.js';
import { readNoisy } from './noisy/read.js';
import { referenceTerm } from './references.js';
import { room } from './room.js';

const f = Math.fround;

/** Where the outputs of a call begin. */
interface Rows {
  readonly outStride: number;
  readonly outColumn: number;
}

const rowsOf = (read: ReadLayer, call: ReadCall): Rows => ({
  outStride: call.outStride ?? read.outputs,
  outColumn: call.outColumn ?? 0,
});

/** Sum over slices in order of fround(significance x sum): the accumulator of ideal converters, packed. */
function productOfSlices(kernels: Kernels, read: ReadLayer, matrix: MatrixRead, operands: Operands): void {
  const { outputs } = read;
  const { out, count } = operands;
  kernels.product(callOf(operands, { plane: matrix.planes[0] }));
  const sums = room('sums of a slice', count * outputs);
  for (let slice = 1; slice < matrix.planes.length; slice++) {
    const worth = read.significance[slice];
    kernels.product(callOf(operands, { plane: matrix.planes[slice], out: sums }));
    for (let i = 0; i < sums.length; i++) out[i] = f(out[i] + f(worth * sums[i]));
  }
}

/** Takes the offset of the driven inputs away, summed in float64 over all word lines in order, then gain and bias. */
function finishOffset(
  read: ReadLayer,
  matrix: MatrixRead,
  driven: Required<DrivenInputs>,
  out: Float32Array,
  rows: Rows,
): void {
  const { gain, bias } = matrix;
  for (let m = 0; m < driven.count; m++) {
    let sum = 0;
    const first = m * driven.inputStride + driven.inputColumn;
    for (let k = first; k < first + read.inputs; k++) sum += driven.inputs[k];
    const correction = f(sum * read.middle);
    const at = m * rows.outStride + rows.outColumn;
    for (let n = 0; n < read.outputs; n++)
      out[at + n] = f(f(f(out[at + n] - correction) * gain[n]) + bias[n]);
  }
}

function scaleAndShift(read: ReadLayer, matrix: MatrixRead, call: ReadCall, rows: Rows): void {
  const { gain, bias } = matrix;
  for (let m = 0; m < call.count; m++) {
    const at = m * rows.outStride + rows.outColumn;
    for (let n = 0; n < read.outputs; n++) call.out[at + n] = f(f(call.out[at + n] * gain[n]) + bias[n]);
  }
}

function readIdeal(kernels: Kernels, read: ReadLayer, matrix: MatrixRead, operands: Operands): ReadTally {
  if (matrix.planes.length === 1) kernels.product(callOf(operands, { plane: matrix.planes[0] }));
  else productOfSlices(kernels, read, matrix, operands);
  return { conversions: 0, clipped: 0 };
}

function readConverted(kernels: Kernels, read: ReadLayer, matrix: MatrixRead, operands: Operands): ReadTally {
  const { rowGroups } = read.geometry;
  const { terms, references } = matrix;
  const [shared, clippedReferences] =
    references.length > 0 ? referenceTerm(kernels, read, matrix, operands) : [undefined, 0];
  const clipped = kernels.convert(callOf(operands, { rowGroups, terms, shared }));
  const columns = terms.length * read.outputs + references.length * read.columns;
  const drives = operands.serial === undefined ? 1 : operands.serial.slices;
  return {
    conversions: operands.count * rowGroups.length * columns * drives,
    clipped: clipped + clippedReferences,
  };
}

/** The accumulators of one drive, with gain and bias where the operands have them. */
function readDrive(kernels: Kernels, read: ReadLayer, matrix: MatrixRead, operands: Operands): ReadTally {
  return read.ideal
    ? readIdeal(kernels, read, matrix, operands)
    : readConverted(kernels, read, matrix, operands);
}

/** Accumulators of every drive, packed, added up by their worth: out = A_0, then out + worth x A_i. */
function readDrives(
  kernels: Kernels,
  read: ReadLayer,
  matrix: MatrixRead,
  driven: Required<DrivenInputs>,
  call: ReadCall,
): ReadTally {
  const { outputs, positions } = read;
  const { outStride, outColumn } = rowsOf(read, call);
  const sums = room('sums of a drive', call.count * outputs);
  let conversions = 0;
  let clipped = 0;
  for (const drive of drives(read, driven)) {
    const { inputs, inputStride, inputColumn, count, order } = drive;
    const tally =
      matrix.noisy.length > 0
        ? readNoisy(
            kernels,
            read,
            matrix.noisy,
            { drive, rows: { firstRow: call.firstRow ?? 0, positions } },
            sums,
          )
        : readDrive(kernels, read, matrix, { inputs, inputStride, inputColumn, count, order, out: sums });
    conversions += tally.conversions;
    clipped += tally.clipped;
    for (let m = 0, i = 0; m < count; m++)
      for (let at = m * outStride + outColumn, end = at + outputs; at < end; at++, i++)
        call.out[at] = drive.index === 0 ? sums[i] : f(call.out[at] + f(drive.worth * sums[i]));
  }
  return { conversions, clipped };
}

/** The slices of the inputs as kernels take them; undefined for inputs driven at once. */
function serialOf({ coding }: ReadLayer): SerialInputs | undefined {
  return coding.serial && { ...coding.serial, signed: coding.signed };
}

/** Whether the kernels read all drives at once: nothing is drawn, and one accumulator takes everything. */
function together(kernels: Kernels, read: ReadLayer, matrix: MatrixRead): boolean {
  if (matrix.noisy.length > 0 || matrix.planes.length > 1) return false;
  const serial = serialOf(read);
  return serial === undefined || (kernels.takes.serial(serial) && matrix.references.length === 0);
}

/** Whether `readLayer` takes the images of a convolution in place of its patches. */
export function readsPatches(kernels: Kernels, read: ReadLayer): boolean {
  if (!kernels.takes.patches || read.biasRow || read.middle !== 0) return false;
  return read.matrices.every((matrix) => together(kernels, read, matrix));
}

/** Whether `readLayer` takes activations in place of their codes: nothing but the kernels meets the codes, and they once. */
export function readsActivations(kernels: Kernels, read: ReadLayer): boolean {
  if (!kernels.takes.activations || read.coding.bits === null || read.biasRow || read.middle !== 0)
    return false;
  const [matrix] = read.matrices;
  return read.matrices.length === 1 && matrix.references.length === 0 && together(kernels, read, matrix);
}

/** All drives of a read in one call of the kernels, the last step with them unless an offset comes first. */
function readTogether(
  kernels: Kernels,
  read: ReadLayer,
  matrix: MatrixRead,
  driven: Required<DrivenInputs>,
  call: ReadCall,
): ReadTally {
  const { out, outStride, outColumn, patches } = call;
  const serial = serialOf(read);
  const order = serial === undefined ? 'rows' : 'eights';
  const coding = call.activations ? read.coding : undefined;
  const [gain, bias] = read.middle === 0 ? [matrix.gain, matrix.bias] : [undefined, undefined];
  const place = { out, outStride, outColumn, order, patches, serial, coding, gain, bias } as const;
  const operands: Operands = callOf(driven, place);
  const tally = readDrive(kernels, read, matrix, operands);
  if (read.middle !== 0) finishOffset(read, matrix, driven, out, rowsOf(read, call));
  return tally;
}

/**
 * Reads one matrix of a layer: out[m, n] = the decoded x W + bias in units of the activations times W, for `count` rows
 * of driven inputs. docs/numerics.md, sums and conversion.
 */
export function readLayer(kernels: Kernels, read: ReadLayer, call: ReadCall): ReadTally {
  const matrix = read.matrices[call.group];
  demand(!call.activations || readsActivations(kernels, read), 'a layer takes activations');
  const driven = wordLines(read, call);
  if (together(kernels, read, matrix)) return readTogether(kernels, read, matrix, driven, call);
  const tally = readDrives(kernels, read, matrix, driven, call);
  const rows = rowsOf(read, call);
  if (read.middle === 0) scaleAndShift(read, matrix, call, rows);
  else finishOffset(read, matrix, driven, call.out, rows);
  return tally;
}
