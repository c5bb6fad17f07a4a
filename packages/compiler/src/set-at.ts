type Tree = Readonly<Record<string, unknown>>;

/** A copy of `tree` in which the field at `path` holds `value`; everything else is shared with the original. */
export function setAt<T extends object>(tree: T, path: readonly string[], value: unknown): T {
  const [first, ...rest] = path;
  if (first === undefined) return value as T;
  const child = (tree as Tree)[first];
  const inner = rest.length === 0 ? value : setAt((child ?? {}) as object, rest, value);
  return { ...tree, [first]: inner };
}
