import type { Study } from '@kirchhoff/model';

/**
 * The study with all defaults written out, as JSON for `kir check --show model`: keys in the order of the vocabulary, places
 * in the text left out, an infinite number as the word `infinite`.
 */
export function showModel(study: Study): string {
  return `${JSON.stringify(shown(study), undefined, 2)}\n`;
}

function shown(value: unknown): unknown {
  if (value === Infinity) return 'infinite';
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => key !== 'origin' && inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, shown(inner)]));
}
