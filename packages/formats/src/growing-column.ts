const FIRST_CAPACITY = 16;

/** Numbers of unknown count; memory is at most twice what they need. */
export interface GrowingColumn {
  add(value: number): void;
  values(): Float64Array;
}

export function growingColumn(): GrowingColumn {
  let buffer = new Float64Array(FIRST_CAPACITY);
  let length = 0;
  return {
    add(value) {
      if (length === buffer.length) {
        const grown = new Float64Array(2 * length);
        grown.set(buffer);
        buffer = grown;
      }
      buffer[length++] = value;
    },
    values: () => buffer.slice(0, length),
  };
}
