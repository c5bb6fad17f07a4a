import { patchedImages } from '../products/images.js';
import type { Patches, SerialInputs } from '../products/kernels.js';
import type { ResolvedOperands } from '../products/operands.js';
import type { Piece } from '../read/geometry.js';

/** Words of the record of a pass before its row groups; packages/kernels-native/src/addon.cc names the same order. */
const FIELDS = 32;

/** What a pass does beside its operands. */
export interface PassShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly rowGroups: readonly Piece[];
  readonly signs: readonly (1 | -1)[];
  readonly separate: boolean;
  readonly sharedTiles: number;
  readonly sharedSign: 1 | -1;
  readonly patches: Patches | null;
  readonly serial: SerialInputs | null;
}

/** The window of a convolution for the channels of one group. */
function windowWords(patches: Patches, operands: ResolvedOperands, plane: PassShape): number[] {
  const { shape, window } = patches;
  const { size, stride, padding, dilation = [1, 1] } = window;
  const { places, firstChannel, channels } = patchedImages(patches, operands, plane);
  return [
    patches.pixels ? 2 : 1,
    shape.height,
    shape.width,
    shape.channels,
    ...size,
    ...stride,
    padding[0],
    padding[2],
    ...dilation,
    places.height,
    places.width,
    firstChannel,
    channels,
  ];
}

/** Writes the record of a pass, in memory that is kept from call to call. */
export function recorder(): (operands: ResolvedOperands, shape: PassShape) => Int32Array {
  let record = new Int32Array(FIELDS + 64);
  return (operands, shape) => {
    const { rowGroups, signs, patches, serial } = shape;
    const size = FIELDS + 2 * rowGroups.length + signs.length;
    if (size > record.length) record = new Int32Array(2 * size);
    record.fill(0, 0, FIELDS);
    record.set([
      patches === null ? operands.inputColumn : 0,
      operands.inputStride,
      operands.count,
      operands.outColumn,
      operands.outStride,
      shape.inputs,
      shape.outputs,
      rowGroups.length,
      signs.length,
      Number(shape.separate),
      Number(operands.order === 'eights'),
      shape.sharedTiles,
      Number(shape.sharedSign < 0),
    ]);
    if (serial !== null) record.set([serial.sliceBits, serial.slices, Number(serial.signed)], 13);
    if (patches !== null) record.set(windowWords(patches, operands, shape), 16);
    let at = FIELDS;
    for (const [first, count] of rowGroups) {
      record[at++] = first;
      record[at++] = count;
    }
    for (const sign of signs) record[at++] = sign;
    return record;
  };
}
