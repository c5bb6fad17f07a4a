import fc from 'fast-check';
import { engine } from '../../src/wasm/engine.js';
import { createHeap } from '../../src/wasm/heap.js';

const heapOf = (pages: number) => {
  if (!engine) throw new Error('no WebAssembly');
  return createHeap(new engine.Memory({ initial: pages }));
};

describe('the heap', () => {
  it('never gives memory twice, and joins what comes back', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 40000 }), { minLength: 1, maxLength: 60 });
    const law = (bytes: readonly number[], keepOdd: boolean) => {
      const heap = heapOf(1);
      const blocks: { readonly at: number; readonly end: number }[] = [];
      for (const size of bytes) {
        const at = heap.allocate(size);
        expect(at % 64).toBe(0);
        expect(at).toBeGreaterThan(0);
        expect(blocks.every((block) => at >= block.end || at + size <= block.at)).toBe(true);
        blocks.push({ at, end: at + Math.max(size, 1) });
        if (keepOdd && blocks.length % 3 === 0) heap.free(blocks.splice(blocks.length >> 1, 1)[0].at);
      }
      blocks.forEach(({ at }) => heap.free(at));
      const before = heap.bytes();
      heap.free(heap.allocate(before - 64));
      expect(heap.bytes()).toBe(before);
    };
    fc.assert(fc.property(sizes, fc.boolean(), law), { numRuns: 60 });
  });

  it('refuses to free what it did not give', () => {
    expect(() => heapOf(1).free(128)).toThrow('nothing is allocated at 128');
  });

  it('fails with the number of bytes when WebAssembly gives no more', () => {
    const fail = (): unknown => {
      try {
        return heapOf(1).allocate(2 ** 33);
      } catch (error) {
        return error;
      }
    };
    expect(fail()).toMatchObject({ bytes: 2 ** 33 - 65536 + 64 });
  });
});
