import { excerpt, FormatError } from '../failure.js';

/**
 * Items in an order in which each stands behind those it needs, the given order kept where it is one; `needs` gives places in
 * the list. Throws FormatError for a cycle.
 */
export function executionOrder<Item>(
  items: readonly Item[],
  needs: (item: Item) => readonly number[],
  nameOf: (item: Item) => string,
): readonly Item[] {
  const state = new Uint8Array(items.length);
  const ordered: Item[] = [];
  const stack: number[] = [];
  for (let start = 0; start < items.length; start++) {
    if (state[start] === 0) stack.push(start);
    while (stack.length > 0) {
      const at = stack[stack.length - 1];
      if (state[at] === 2) {
        stack.pop();
        continue;
      }
      state[at] = 1;
      const open = needs(items[at]).filter((need) => state[need] !== 2);
      if (open.some((need) => state[need] === 1)) throw cyclic(nameOf(items[at]));
      if (open.length > 0) {
        stack.push(...open);
        continue;
      }
      state[at] = 2;
      ordered.push(items[at]);
      stack.pop();
    }
  }
  return ordered;
}

function cyclic(name: string): FormatError {
  return new FormatError(`The network goes in a circle: node ${excerpt(name)} needs its own output.`, {
    kind: 'corrupt',
    expected: 'nodes that need only earlier ones',
    found: `a circle through ${excerpt(name)}`,
  });
}
