import { appendFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Figures of one proof by name; the name says unit and basis: `{ configurations: 2000, 'worst relative error': 3e-7 }`. */
export type Figures = Readonly<Record<string, number>>;

/** One line of the file that `KIRCHHOFF_PROOF` names. */
export interface ProofRecord {
  readonly proof: string;
  readonly file: string;
  readonly test: string;
  readonly figures: Figures;
}

/**
 * Reports what a running test has measured, one call per proof and case: `recordProof('Law 3, sigma', { cells: 4e5, 'worst relative
 * error': 0.004 })`. Appends a line to the file that `KIRCHHOFF_PROOF` names; without the variable nothing happens. Throws where a
 * figure is not finite or where there is none.
 */
export function recordProof(proof: string, figures: Figures): void {
  const values = Object.entries(figures);
  if (values.length === 0) throw new Error(`${proof}: a proof without figures`);
  for (const [name, value] of values)
    if (!Number.isFinite(value)) throw new Error(`${proof}: ${name} is ${value}`);
  const target = process.env.KIRCHHOFF_PROOF;
  if (!target) return;
  const { testPath = '', currentTestName = '' } = expect.getState();
  const file = relative(root, testPath).replaceAll('\\', '/');
  const record: ProofRecord = { proof, file, test: currentTestName, figures };
  appendFileSync(target, `${JSON.stringify(record)}\n`);
}
