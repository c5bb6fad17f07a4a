import { arraysOf, isRange, type NamedArrays, type PlanNetwork } from '@kirchhoff/plan';

/** Arrays of the network that a gradient moves: neither the running moments of a batch normalisation nor constants of an imported network. */
export const isTrained = (name: string): boolean =>
  !isRange(name) && !/\.(mean|variance|gain|shift|input_signed)$/.test(name);

/** Arrays that sit on arrays of cells: weight decay and clipping act on these alone. */
export const isWeight = (name: string): boolean => name.endsWith('.weights');

/** Every array of a network with its shape, in node order. */
export function arrayShapes({ nodes }: PlanNetwork): ReadonlyMap<string, readonly number[]> {
  return new Map(
    nodes.flatMap((node) =>
      Object.entries(arraysOf(node)).map(([ending, shape]) => [`${node.name}.${ending}`, shape] as const),
    ),
  );
}

/** A copy that may be changed without changing the original. */
export const copyArrays = (arrays: NamedArrays): NamedArrays =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]),
  );
