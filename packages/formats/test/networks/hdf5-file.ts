/** A group of an HDF5 file, or the float32 values of an array. */
export type Tree = { readonly [name: string]: Tree | HdfArray };
export interface HdfArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const NOWHERE = 0xffffffffffffffffn;

interface Pen {
  /** Appends bytes, padded to 8; returns where they stand. */
  readonly put: (bytes: Uint8Array) => number;
}

type Part = Uint8Array | readonly [bytes: 1 | 2 | 4 | 8, value: number | bigint] | string;

function packed(...parts: readonly Part[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => {
      if (typeof part === 'string') return [...new TextEncoder().encode(part)];
      if (part instanceof Uint8Array) return [...part];
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, BigInt(part[1]), true);
      return [...new Uint8Array(view.buffer, 0, part[0])];
    }),
  );
}

const padded = (bytes: Uint8Array): Uint8Array => {
  const out = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
  out.set(bytes);
  return out;
};

/** An object header of version 1. */
function header(messages: readonly (readonly [type: number, body: Uint8Array])[]): Uint8Array {
  const bodies = messages.map(([type, body]) => {
    const own = padded(body);
    return packed([2, type], [2, own.length], [4, 0], own);
  });
  const size = bodies.reduce((sum, { length }) => sum + length, 0);
  return packed([1, 1], [1, 0], [2, messages.length], [4, 1], [4, size], [4, 0], ...bodies);
}

const dataspace = (shape: readonly number[]): Uint8Array =>
  packed([1, 1], [1, shape.length], [2, 0], [4, 0], ...shape.map((size): Part => [8, size]));

/** IEEE little-endian single precision. */
const float32 = packed(
  [1, 0x11], [1, 0x20], [1, 31], [1, 0], [4, 4], [2, 0], [2, 32], [1, 23], [1, 8], [1, 0], [1, 23], [4, 127],
); // prettier-ignore

function attribute(name: string, text: string): Uint8Array {
  const value = new TextEncoder().encode(text);
  const type = packed([1, 0x13], [1, 0], [2, 0], [4, value.length]);
  const space = dataspace([]);
  const label = padded(packed(name, [1, 0]));
  return packed([1, 1], [1, 0], [2, name.length + 1], [2, 8], [2, 8], label, type, space, value);
}

function writeArray(pen: Pen, { shape, data }: HdfArray): number {
  const at = pen.put(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  const layout = packed([1, 3], [1, 1], [8, at], [8, data.byteLength]);
  return pen.put(
    header([
      [1, dataspace(shape)],
      [3, float32],
      [8, layout],
    ]),
  );
}

/** A group of at most 8 members: local heap, one symbol table node, a B-tree above it. */
function writeGroup(pen: Pen, tree: Tree, attributes: readonly Uint8Array[]): number {
  const names = Object.keys(tree).sort();
  const members = names.map((name) => writeMember(pen, tree[name]!));
  const offsets: number[] = [];
  const heap = names.reduce<Uint8Array>((before, name) => {
    offsets.push(before.length);
    return packed(before, padded(packed(name, [1, 0])));
  }, new Uint8Array(8));
  const data = pen.put(heap);
  const heapAt = pen.put(packed('HEAP', [4, 0], [8, heap.length], [8, 1], [8, data]));
  const entries = members.map((at, i) => packed([8, offsets[i]!], [8, at], [8, 0], [8, 0], [8, 0]));
  const table = pen.put(packed('SNOD', [1, 1], [1, 0], [2, names.length], ...entries));
  const last = offsets.at(-1) ?? 0;
  const btree = pen.put(
    packed('TREE', [1, 0], [1, 0], [2, 1], [8, NOWHERE], [8, NOWHERE], [8, 0], [8, table], [8, last]),
  );
  return pen.put(
    header([
      [0x11, packed([8, btree], [8, heapAt])],
      ...attributes.map((body): readonly [number, Uint8Array] => [0x0c, body]),
    ]),
  );
}

const writeMember = (pen: Pen, member: Tree | HdfArray): number =>
  member.data instanceof Float32Array
    ? writeArray(pen, member as HdfArray)
    : writeGroup(pen, member as Tree, []);

/** The bytes of an HDF5 file (superblock 0) with text attributes on its root. */
export function hdf5File(tree: Tree, attributes: Readonly<Record<string, string>>): Uint8Array {
  const blocks: Uint8Array[] = [new Uint8Array(96)];
  let size = 96;
  const pen: Pen = {
    put(bytes) {
      const at = size;
      blocks.push(padded(bytes));
      size += blocks.at(-1)!.length;
      return at;
    },
  };
  const root = writeGroup(
    pen,
    tree,
    Object.entries(attributes).map(([name, text]) => attribute(name, text)),
  );
  const signature = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);
  blocks[0]!.set(
    packed(
      signature, [4, 0], [1, 0], [1, 8], [1, 8], [1, 0], [2, 4], [2, 16], [4, 0],
      [8, 0], [8, NOWHERE], [8, size], [8, NOWHERE], [8, 0], [8, root], [8, 0], [8, 0], [8, 0],
    ), // prettier-ignore
  );
  const out = new Uint8Array(size);
  blocks.reduce((at, block) => (out.set(block, at), at + block.length), 0);
  return out;
}
