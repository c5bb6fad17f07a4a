import { unusualData } from '@kirchhoff/language';
import type { Diagnostic } from '@kirchhoff/model';
import type { LoadedSets } from './loaded.js';

/** What is unusual about data sets (K609), every remark once. */
export function remarksOn(sets: LoadedSets): readonly Diagnostic[] {
  const remarks = [...sets.values()].flatMap(({ record: { name, warnings } }) =>
    warnings.map((text) => [text, `standard.${name}`] as const),
  );
  return [...new Map(remarks)].map(([text, data]) => unusualData(data, text));
}
