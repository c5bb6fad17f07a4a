/** Memory by name and size that is written again and again: fresh memory costs more than what is written to it. */
export type Memory = (name: string, size: number) => Float32Array;

/** New memory every time: what is in it is not lost. */
export const freshMemory: Memory = (_, size) => new Float32Array(size);

export function keptMemory(): Memory {
  const arrays = new Map<string, Float32Array>();
  return (name, size) => {
    const kept = arrays.get(name);
    if (kept !== undefined && kept.length >= size) return kept.subarray(0, size);
    const fresh = new Float32Array(size);
    arrays.set(name, fresh);
    return fresh;
  };
}
