import type { Fix } from '@kirchhoff/model';

/** The text with a fix applied, or undefined for one that is a suggestion only (without `origin`) or lies outside the text. */
export function applyFix(text: string, fix: Fix): string | undefined {
  if (!fix.origin) return undefined;
  const { start, end } = fix.origin;
  if (start > end || end > text.length) return undefined;
  return text.slice(0, start) + fix.text + text.slice(end);
}
