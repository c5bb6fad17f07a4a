const TYPES: Readonly<Record<string, string>> = {
  Float32Array: '<f4',
  Float64Array: '<f8',
  Uint8Array: '|u1',
  Int8Array: '|i1',
  Uint16Array: '<u2',
  Int16Array: '<i2',
  Uint32Array: '<u4',
  Int32Array: '<i4',
  BigInt64Array: '<i8',
};

const PREFIX = 10;
const ALIGNMENT = 64;

/** Values in C order [shape]; the class of `data` decides the element type. */
export interface WritableArray {
  readonly shape: readonly number[];
  readonly data:
    | Float32Array
    | Float64Array
    | Uint8Array
    | Int8Array
    | Uint16Array
    | Int16Array
    | Uint32Array
    | Int32Array
    | BigInt64Array;
}

function headerText({ shape, data }: WritableArray): string {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${TYPES[data[Symbol.toStringTag]]}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = PREFIX + text.length + 1;
  const padding = Math.ceil(length / ALIGNMENT) * ALIGNMENT - length;
  return `${text}${' '.repeat(padding)}\n`;
}

/** NPY version 1.0, little endian, C order; throws RangeError where the shape does not fit the number of values. */
export function writeNpy(array: WritableArray): Uint8Array {
  const { shape, data } = array;
  const count = shape.reduce((product, dimension) => product * dimension, 1);
  if (count !== data.length)
    throw new RangeError(`shape ${shape.join(' × ')} does not hold ${data.length} values`);
  const header = headerText(array);
  const out = new Uint8Array(PREFIX + header.length + data.byteLength);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >>> 8]);
  for (let i = 0; i < header.length; i++) out[PREFIX + i] = header.charCodeAt(i);
  out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), PREFIX + header.length);
  return out;
}
