type Tree = Readonly<Record<string, unknown>>;

/**
 * A copy of `tree` in which the field at `path` holds `value`; everything else is shared with the original. Undefined where a block that
 * the path leads through is not there.
 */
export function setAt<T extends object>(tree: T, path: readonly string[], value: unknown): T | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return value as T;
  if (rest.length === 0) return { ...tree, [first]: value };
  const child = (tree as Tree)[first];
  const inner = typeof child === 'object' && child !== null ? setAt(child, rest, value) : undefined;
  return inner && { ...tree, [first]: inner };
}
