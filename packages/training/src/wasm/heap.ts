import type { Tensor, Tensorflow } from '../tensorflow.js';

/** What a kernel is given and gives: the engine's record of a tensor. */
export interface TensorInfo {
  readonly dataId: object;
  readonly shape: number[];
  readonly dtype: 'float32';
}

/** The memory of tfjs's WebAssembly backend; undocumented parts of 4.22, to which the dependency is pinned. */
export interface Heap {
  readonly memory: object;
  address(tensor: TensorInfo | Tensor): number;
  /** Counts one more user of a tensor's memory. */
  share(tensor: TensorInfo): void;
  /** A new tensor whose values are whatever was there. */
  make(shape: readonly number[]): TensorInfo;
  /** Room for float64 or float32 values, until `free`. */
  allocate(bytes: number): number;
  free(address: number): void;
  write(address: number, values: Float64Array | Float32Array): void;
  read64(address: number, count: number): Float64Array;
  /** The values of a tensor where they are; gone when the memory grows. */
  values(tensor: TensorInfo | Tensor): Float32Array;
  /** Whether these values lie on it. */
  holds(values: Float32Array): boolean;
}

interface Backend {
  readonly wasm?: {
    readonly asm?: { readonly memory?: { readonly buffer: ArrayBuffer } };
    readonly _malloc?: (bytes: number) => number;
    readonly _free?: (address: number) => void;
  };
  readonly dataIdMap?: { get(dataId: object): { readonly memoryOffset: number } };
  readonly incRef?: (dataId: object) => void;
  readonly makeOutput?: (shape: readonly number[], dtype: 'float32') => TensorInfo;
}

/** The heap of the backend in use; undefined where this version of tfjs keeps its parts elsewhere. */
export function heapOf(tf: Tensorflow): Heap | undefined {
  const backend = tf.backend() as unknown as Backend;
  const { wasm, dataIdMap } = backend;
  const memory = wasm?.asm?.memory;
  const [malloc, free] = [wasm?._malloc, wasm?._free];
  const known = typeof backend.makeOutput === 'function' && typeof backend.incRef === 'function';
  if (!memory || !dataIdMap || !malloc || !free || !known) return undefined;
  const address: Heap['address'] = ({ dataId }) => dataIdMap.get(dataId).memoryOffset;
  return {
    memory,
    address,
    share: ({ dataId }) => backend.incRef!(dataId),
    make: (shape) => backend.makeOutput!(shape, 'float32'),
    allocate: malloc,
    free,
    write(address, values) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
    },
    values: (tensor) =>
      new Float32Array(
        memory.buffer,
        address(tensor),
        tensor.shape.reduce((product, size) => product * size, 1),
      ),
    holds: ({ buffer }) => buffer === memory.buffer,
    read64: (address, count) => new Float64Array(memory.buffer, address, count).slice(),
  };
}

/** Runs with float64 and float32 arrays copied to the heap, then gives the room back. */
export function withArrays<T>(
  heap: Heap,
  arrays: readonly (Float64Array | Float32Array)[],
  use: (...addresses: number[]) => T,
): T {
  const addresses = arrays.map((values) => {
    const address = heap.allocate(values.byteLength);
    heap.write(address, values);
    return address;
  });
  try {
    return use(...addresses);
  } finally {
    addresses.forEach((address) => heap.free(address));
  }
}
