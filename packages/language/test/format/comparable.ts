/** A tree without places, and without what the formatter decides: blank lines and bodies on one line. */
export function comparable(tree: unknown): unknown {
  const decided = new Set(['origin', 'uri', 'blankBefore', 'blankAfter', 'inline']);
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (decided.has(key) ? undefined : value)));
}

/** All comments of a text or tree, sorted. */
export function commentsOf(tree: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(tree, (key, value: unknown) => {
    const isComment = key === 'behind' || key === 'opening';
    for (const comment of isComment
      ? [value]
      : key === 'above' || key === 'below'
        ? (value as unknown[])
        : []) {
      found.push((comment as { text: string }).text);
    }
    return value;
  });
  return found.sort();
}
