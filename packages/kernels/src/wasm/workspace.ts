import type { Heap } from './heap.js';

/** Scratch memory of one job, word 0 at `address`; the views are valid until the next allocation in the heap. */
export interface Workspace {
  readonly address: number;
  readonly floats: Float32Array;
  readonly words: Uint32Array;
  readonly doubles: Float64Array;
  /** Runs the job written at this word; a pass returns its clipped conversions. */
  run(job: number): number;
}

/** One block, kept between jobs and exchanged for a larger one where a job needs more. */
export function workspaces(heap: Heap, run: (job: number) => number): (words: number) => Workspace {
  let address = 0;
  let capacity = 0;
  let space: Workspace | null = null;
  return (words) => {
    if (words > capacity) {
      if (capacity > 0) heap.free(address);
      capacity = 0;
      address = heap.allocate(4 * words);
      capacity = words;
      space = null;
    }
    if (space === null || space.floats.buffer !== heap.memory.buffer) {
      const { buffer } = heap.memory;
      const at = address;
      space = {
        address: at,
        floats: new Float32Array(buffer, at, capacity),
        words: new Uint32Array(buffer, at, capacity),
        doubles: new Float64Array(buffer, at, capacity >> 1),
        run: (job) => run(at + 4 * job),
      };
    }
    return space;
  };
}
