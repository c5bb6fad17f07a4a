import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Columns } from '../src/columns.js';

/** A folder of its own for a test file, removed at its end. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kirchhoff-results-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Trials [first, last] with two made-up metrics. */
export function rows(first: number, last: number): Columns {
  const trial = Float64Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return {
    trial,
    accuracy: trial.map((t) => Math.fround(0.9 - (t % 17) / 1000)),
    cross_entropy: trial.map((t) => 0.1 + t / 3),
  };
}
