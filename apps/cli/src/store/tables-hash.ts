import type { Plan } from '@kirchhoff/plan';
import { type RunInputs, tableSource } from '@kirchhoff/runtime';
import { bytesHash } from '../files/file-hash.js';

/** SHA-256 of the measured tables that a chip uses, in the order of its laws; null where it has none. */
export function tablesHash(plan: Plan, inputs: RunInputs, chip: string): string | null {
  const { programming, readNoise } = plan.chips[chip]!.device;
  const laws = [programming, readNoise].filter((law) => law?.kind === 'table');
  if (laws.length === 0) return null;
  const columns = laws.flatMap((law) => {
    const { target, value, mean, sigma } = inputs.tables![tableSource(law)]!;
    return [target, value, mean, sigma].map((column) =>
      column === null
        ? new Uint8Array(1)
        : new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
    );
  });
  return bytesHash(...columns);
}
