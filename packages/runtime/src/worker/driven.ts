import type { InputCoding } from '@kirchhoff/kernels';
import { limits } from '@kirchhoff/plan';

/** Which images of which data drive word lines. */
export interface DrivenImages {
  readonly data: string;
  readonly first: number;
  readonly input: Float32Array;
  readonly coding: InputCoding;
}

/** What the test images drive at a network's first layer: coded once for all chips that see them. */
export interface DrivenCache {
  /** Null where there is no room. */
  readonly at: (images: DrivenImages, code: (out: Float32Array) => void) => Float32Array | null;
  /** Batches asked for, and those coded. */
  readonly count: { asked: number; coded: number };
}

export function drivenCache(limit: number = limits.drivenBytes): DrivenCache {
  const held = new Map<string, Map<string, Float32Array>>();
  const count = { asked: 0, coded: 0 };
  let bytes = 0;

  /** Forgets what was coded for other data, or in another way. */
  function makeRoom(wanted: number, keep: string): boolean {
    for (const [name, batches] of held) {
      if (bytes + wanted <= limit) return true;
      if (name === keep) continue;
      held.delete(name);
      for (const batch of batches.values()) bytes -= batch.byteLength;
    }
    return bytes + wanted <= limit;
  }

  return {
    count,
    at({ data, first, input, coding }, code) {
      const { bits, signed, maximum, fullDrive } = coding;
      const name = [data, bits, signed, maximum, fullDrive].join(' ');
      const place = `${first} ${input.length}`;
      count.asked++;
      const found = held.get(name)?.get(place);
      if (found !== undefined) return found;
      count.coded++;
      if (!makeRoom(input.byteLength, name)) return null;
      const made = new Float32Array(input.length);
      code(made);
      held.set(name, (held.get(name) ?? new Map<string, Float32Array>()).set(place, made));
      bytes += made.byteLength;
      return made;
    },
  };
}
