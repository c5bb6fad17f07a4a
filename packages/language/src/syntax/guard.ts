import type { Diagnostic } from '@kirchhoff/model';
import { notText, tooLarge, tooLong } from '../messages/text.js';

/** Longest text that is read, in characters. */
export const sizeLimit = 1 << 20;

/** Refuses what is no study at first sight: a file too large, or bytes that are no text. */
export function guard(uri: string, text: string): Diagnostic | undefined {
  if (text.length > sizeLimit) return tooLarge(uri, text.length, sizeLimit);
  const binary = firstBinary(text);
  return binary === undefined ? undefined : notText({ uri, start: binary, end: binary + 1 }, uri);
}

/** Most tokens that are read; more would take too much memory. */
const tokenLimit = 700_000;

/** Refuses a text of too many words and signs. */
export function guardLength(uri: string, count: number): Diagnostic | undefined {
  return count > tokenLimit ? tooLong(uri, count, tokenLimit) : undefined;
}

/** A NUL, or more than one in a hundred characters that are controls or were no UTF-8. */
function firstBinary(text: string): number | undefined {
  let first: number | undefined;
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0) return index;
    const isStrange = code === 0xfffd || code === 0x7f || (code < 32 && (code < 9 || code > 13));
    if (!isStrange) continue;
    first ??= index;
    count += 1;
  }
  return count > 3 && count * 100 > text.length ? first : undefined;
}
