/** Room for so many values, whatever they are. */
export type Take = (length: number) => Float32Array;

/** Arrays of activations that are used again. */
export interface Buffers {
  readonly take: Take;
  /** Nobody reads this array any more; one that came from elsewhere is left alone. */
  readonly give: (values: Float32Array) => void;
  /** Arrays made so far. */
  readonly made: () => number;
}

/** New arrays every time, left to the garbage collector. */
export function freshBuffers(): Buffers {
  let made = 0;
  return {
    take: (length) => {
      made++;
      return new Float32Array(length);
    },
    give: () => undefined,
    made: () => made,
  };
}

/** Arrays kept by length: a pass over as many images as before makes none. They hold at most `limit` bytes while nobody uses them. */
export function keptBuffers(limit: number): Buffers {
  const spare = new Map<number, Float32Array[]>();
  const used = new Set<Float32Array>();
  let made = 0;
  let bytes = 0;
  return {
    take(length) {
      const found = spare.get(length)?.pop();
      if (found !== undefined) bytes -= found.byteLength;
      else made++;
      const values = found ?? new Float32Array(length);
      used.add(values);
      return values;
    },
    give(values) {
      if (!used.delete(values)) return;
      if (bytes + values.byteLength > limit) {
        spare.clear();
        bytes = 0;
      }
      const same = spare.get(values.length);
      if (same === undefined) spare.set(values.length, [values]);
      else same.push(values);
      bytes += values.byteLength;
    },
    made: () => made,
  };
}
