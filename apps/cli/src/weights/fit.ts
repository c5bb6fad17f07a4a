import { arraysOf, type NamedArrays, type PlanNetwork } from '@kirchhoff/plan';

/** An array that a network needs and that is not what it should be. */
export interface Misfit {
  readonly layer: string;
  readonly array: string;
  readonly expected: string;
  readonly found: string;
}

const text = (shape: readonly number[]): string =>
  shape.length === 0 ? 'a single number' : shape.join(' x ');

/** The first array that is missing, of another shape, or holds something that is no finite number. */
export function misfitOf(weights: NamedArrays, network: PlanNetwork): Misfit | undefined {
  for (const node of network.nodes) {
    for (const [ending, shape] of Object.entries(arraysOf(node))) {
      const array = `${node.name}.${ending}`;
      const found = faultOf(weights[array], shape);
      if (found !== undefined) return { layer: node.name, array, expected: text(shape), found };
    }
  }
  return undefined;
}

function faultOf(array: NamedArrays[string] | undefined, shape: readonly number[]): string | undefined {
  if (array === undefined) return 'missing';
  if (text(array.shape) !== text(shape)) return text(array.shape);
  return array.data.every(Number.isFinite) ? undefined : 'not finite everywhere';
}
