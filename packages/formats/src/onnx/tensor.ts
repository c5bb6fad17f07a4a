import { corrupt, excerpt, FormatError, unsupported } from '../failure.js';
import { half } from '../half.js';
import { valuesOf } from '../network/limits.js';
import type { TensorProto } from './messages.js';
import { whole } from './messages.js';

/** Numbers known without running the network; `integer` for indices and sizes. */
export interface Constant {
  readonly kind: 'constant';
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
  readonly integer: boolean;
}

interface ElementType {
  readonly bytes: number;
  readonly integer: boolean;
  readonly read: (view: DataView, at: number) => number;
}

const int64 = (view: DataView, at: number): number => Number(view.getBigInt64(at, true));

/** TensorProto.DataType */
const types: Readonly<Record<number, ElementType>> = {
  1: { bytes: 4, integer: false, read: (view, at) => view.getFloat32(at, true) },
  2: { bytes: 1, integer: true, read: (view, at) => view.getUint8(at) },
  3: { bytes: 1, integer: true, read: (view, at) => view.getInt8(at) },
  6: { bytes: 4, integer: true, read: (view, at) => view.getInt32(at, true) },
  7: { bytes: 8, integer: true, read: int64 },
  9: { bytes: 1, integer: true, read: (view, at) => view.getUint8(at) },
  10: { bytes: 2, integer: false, read: (view, at) => half(view.getUint16(at, true)) },
  11: { bytes: 8, integer: false, read: (view, at) => view.getFloat64(at, true) },
};

function fromRaw(raw: Uint8Array, type: ElementType, count: number, name: string): Constant['data'] {
  if (raw.length !== count * type.bytes)
    throw corrupt(
      `Tensor ${excerpt(name)}`,
      `it holds ${raw.length} bytes where ${count * type.bytes} are announced`,
    );
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const data = type.integer ? new Float64Array(count) : new Float32Array(count);
  for (let i = 0; i < count; i++) data[i] = type.read(view, i * type.bytes);
  return data;
}

/** Values in the field of their own type: half precision as bits in int32_data. */
function fromFields(tensor: TensorProto, type: ElementType, count: number): Constant['data'] {
  const { dataType, floatData, doubleData, int32Data, int64Data, name } = tensor;
  const field =
    dataType === 1 ? floatData : dataType === 11 ? doubleData : dataType === 7 ? int64Data : int32Data;
  if (field.length !== count)
    throw corrupt(`Tensor ${excerpt(name)}`, `it holds ${field.length} values where ${count} are announced`);
  const numbers = Array.from(field, (value) => whole(value));
  if (type.integer) return Float64Array.from(numbers);
  return Float32Array.from(dataType === 10 ? numbers.map(half) : numbers);
}

/** A tensor of a model; throws FormatError where its data are elsewhere, of a type that cannot be read, or not as many as announced. */
export function constantOf(tensor: TensorProto): Constant {
  const name = excerpt(tensor.name);
  if (tensor.dataLocation === 1 || tensor.externalData.length > 0)
    throw new FormatError(
      `Tensor ${name} keeps its data in another file; write the model as one file, with its data inside.`,
      { kind: 'unsupported', expected: 'data inside the file', found: 'external data' },
    );
  const type = types[tensor.dataType];
  if (type === undefined)
    throw unsupported(`tensor ${name} of type ${tensor.dataType}`, 'float, double, half and whole numbers');
  const shape = tensor.dims.map(whole);
  const count = valuesOf(shape, `tensor ${name}`);
  const raw = tensor.rawData.length > 0;
  const data = raw ? fromRaw(tensor.rawData, type, count, tensor.name) : fromFields(tensor, type, count);
  return { kind: 'constant', shape, data, integer: type.integer };
}
