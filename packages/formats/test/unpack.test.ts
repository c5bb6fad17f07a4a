import { readIdx, unpack } from '../src/index.js';
import { failureOf } from './failureOf.js';
import { bytes, gz, idx, text } from './samples.js';
import { startProcessor } from '../../../test/processor/seconds.js';

/** A gzip file of `count` zero bytes, about a thousandth of their size. */
const bomb = (count: number): Uint8Array => gz(new Uint8Array(count));

describe('unpack', () => {
  it('gives plain content as it is and gzip content decompressed', () => {
    expect(unpack(text('plain'))).toEqual(text('plain'));
    expect(unpack(gz(text('packed')))).toEqual(text('packed'));
  });

  it('reads several members', () => {
    const parts = [gz(text('one ')), gz(text('two'))];
    const both = new Uint8Array(parts[0].length + parts[1].length);
    both.set(parts[0]);
    both.set(parts[1], parts[0].length);
    expect(unpack(both)).toEqual(text('one two'));
  });

  it('stops at the limit', () => {
    const failure = failureOf(() => unpack(bomb(50_000_000), { limit: 1000 }));
    expect(failure.kind).toBe('oversize');
    expect(failure.expected).toBe('at most 1,000 bytes');
  });

  it('stops as soon as the content exceeds what its header announces', () => {
    const content = new Uint8Array(60_000_000);
    content.set(idx(0x08, [10, 10], new Uint8Array(100)));
    const spent = startProcessor();
    const failure = failureOf(() => readIdx(gz(content).subarray()));
    expect(failure.kind).toBe('oversize');
    expect(failure.message).toContain('announces 112 bytes');
    expect(spent()).toBeLessThan(5);
  });

  it('grows past a trailer that lies about the size', () => {
    const file = gz(new Uint8Array(300_000).fill(7));
    file.set([0, 0, 0, 0], file.length - 4);
    expect(failureOf(() => unpack(file)).kind).toBe('corrupt');
  });

  it('notices damage by the checksum', () => {
    const stored = gz(text('a sentence that is stored'));
    stored[stored.length - 6] ^= 1;
    expect(failureOf(() => unpack(stored)).kind).toBe('corrupt');
  });

  it.each([
    ['only the magic', bytes(0x1f, 0x8b), 'truncated'],
    ['another method', Uint8Array.from([0x1f, 0x8b, 7, ...Array(20).fill(0)]), 'corrupt'],
    ['garbage after the magic', Uint8Array.from([0x1f, 0x8b, 8, 0, ...Array(40).fill(0xee)]), 'corrupt'],
  ])('reports %s', (_name, file, kind) => {
    expect(failureOf(() => unpack(file)).kind).toBe(kind);
  });

  it('reads a prefix alone', () => {
    expect(unpack(gz(new Uint8Array(5_000_000).fill(3)), { only: 4, limit: 1e9 })).toEqual(bytes(3, 3, 3, 3));
  });
});
