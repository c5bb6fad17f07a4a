import type { LinearMemory } from './engine.js';

const PAGE = 65536;
const ALIGNMENT = 64;

interface Block {
  readonly at: number;
  readonly size: number;
}

/** Blocks of a WebAssembly memory; addresses are aligned to 64 bytes. */
export interface Heap {
  readonly memory: LinearMemory;
  allocate(bytes: number): number;
  free(address: number): void;
  /** Bytes of the whole memory. */
  bytes(): number;
}

/** WebAssembly gives no more memory. */
export type MemoryError = Error & { readonly bytes: number };

function grow(memory: LinearMemory, bytes: number): void {
  try {
    memory.grow(Math.ceil(bytes / PAGE));
  } catch {
    const message = `kernels: ${bytes} bytes more than the ${memory.buffer.byteLength} that WebAssembly memory has`;
    throw Object.assign(new Error(message), { bytes }) satisfies MemoryError;
  }
}

/** Puts a block back among the free ones (sorted by address) and joins its neighbours. */
function insert(free: Block[], block: Block): void {
  const found = free.findIndex((other) => other.at > block.at);
  const index = found < 0 ? free.length : found;
  const before = free[index - 1];
  const after = free[index];
  const joinsBefore = before !== undefined && before.at + before.size === block.at;
  const joinsAfter = after !== undefined && block.at + block.size === after.at;
  const at = joinsBefore ? before.at : block.at;
  const end = joinsAfter ? after.at + after.size : block.at + block.size;
  const first = joinsBefore ? index - 1 : index;
  free.splice(first, Number(joinsBefore) + Number(joinsAfter), { at, size: end - at });
}

/**
 * First fit over the part of a memory that only this heap uses, from byte `start` on; grows when nothing fits. Address 0 is never
 * given.
 */
export function createHeap(memory: LinearMemory, start = 0): Heap {
  const first = Math.max(ALIGNMENT, Math.ceil(start / ALIGNMENT) * ALIGNMENT);
  const free: Block[] = [{ at: first, size: memory.buffer.byteLength - first }];
  const used = new Map<number, number>();

  const fitting = (size: number): number => free.findIndex((block) => block.size >= size);

  function extend(size: number): void {
    const end = memory.buffer.byteLength;
    const last = free[free.length - 1];
    const spare = last !== undefined && last.at + last.size === end ? last.size : 0;
    grow(memory, size - spare);
    insert(free, { at: end, size: memory.buffer.byteLength - end });
  }

  return {
    memory,
    allocate(bytes) {
      const size = Math.max(ALIGNMENT, Math.ceil(bytes / ALIGNMENT) * ALIGNMENT);
      if (fitting(size) < 0) extend(size);
      const index = fitting(size);
      const block = free[index];
      if (block.size === size) free.splice(index, 1);
      else free[index] = { at: block.at + size, size: block.size - size };
      used.set(block.at, size);
      return block.at;
    },
    free(address) {
      const size = used.get(address);
      if (size === undefined) throw new Error(`kernels: nothing is allocated at ${address}`);
      used.delete(address);
      insert(free, { at: address, size });
    },
    bytes: () => memory.buffer.byteLength,
  };
}
