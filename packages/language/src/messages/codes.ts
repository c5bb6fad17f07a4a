import { filePages } from './pages/files.js';
import { formPages } from './pages/form.js';
import { mappingPages } from './pages/mapping.js';
import { namePages } from './pages/names.js';
import { statisticsPages } from './pages/statistics.js';
import { valuePages } from './pages/values.js';

/** What `kir explain CODE` prints: background in plain words, and what to do. */
export interface Page {
  readonly title: string;
  readonly text: string;
}

/**
 * Every code of the product with its page. `report` takes no other code, so no message can be worded without a page,
 * and test/diagnostics demands a `.kir` file for each.
 */
export const explanations = {
  ...formPages,
  ...namePages,
  ...valuePages,
  ...statisticsPages,
  ...mappingPages,
  ...filePages,
} as const satisfies Readonly<Record<string, Page>>;

export type Code = keyof typeof explanations;

/** All codes, sorted. */
export const codes = Object.keys(explanations).sort() as readonly Code[];

/** The page of a code, or undefined when there is none; the case of the letter does not matter. */
export function explain(code: string): Page | undefined {
  const pages: Readonly<Record<string, Page>> = explanations;
  return pages[code.trim().toUpperCase()];
}
