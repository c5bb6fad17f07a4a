/** An IDX file of bytes. */
export function idx(shape: readonly number[], fill: (index: number) => number): Uint8Array {
  const count = shape.reduce((product, size) => product * size, 1);
  const out = new Uint8Array(4 + 4 * shape.length + count);
  const view = new DataView(out.buffer);
  out.set([0, 0, 8, shape.length]);
  shape.forEach((size, axis) => view.setUint32(4 + 4 * axis, size));
  for (let i = 0; i < count; i++) out[out.length - count + i] = fill(i);
  return out;
}

/** The four files of a small MNIST in `folder`. */
export function smallMnist(folder: string, train: number, test: number): Record<string, Uint8Array> {
  return {
    [`${folder}/train-images-idx3-ubyte`]: idx([train, 28, 28], (i) => i & 255),
    [`${folder}/train-labels-idx1-ubyte`]: idx([train], (i) => i % 10),
    [`${folder}/t10k-images-idx3-ubyte`]: idx([test, 28, 28], (i) => (i * 3) & 255),
    [`${folder}/t10k-labels-idx1-ubyte`]: idx([test], (i) => i % 10),
  };
}

/** A CIFAR-10 batch whose records are filled with `first` + their index. */
export function cifar(count: number, first: number): Uint8Array {
  const out = new Uint8Array(3073 * count);
  for (let record = 0; record < count; record++) {
    out.fill(first + record, 3073 * record, 3073 * (record + 1));
    out[3073 * record] = record % 10;
  }
  return out;
}

export const text = (content: string): Uint8Array => new TextEncoder().encode(content);
