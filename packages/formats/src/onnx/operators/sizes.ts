import type { Call } from '../value.js';
import { integersInput, Unsuitable } from '../value.js';
import { integer, integers } from '../attributes.js';

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** What Shape gives: all sizes, or from operator set 15 on those from `start` to before `end`. */
export function shapePart({ node }: Call, shape: readonly number[]): readonly number[] {
  return shape.slice(integer(node, 'start', 0), integer(node, 'end', shape.length));
}

/** The target of a Reshape: 0 keeps a size, -1 is what remains. */
export function reshapeTarget(
  asked: readonly number[],
  from: readonly number[],
  zeroIsSize = false,
): readonly number[] {
  const sizes = asked.map((size, axis) => (size === 0 && !zeroIsSize ? from[axis] : size));
  const rest = sizes.indexOf(-1);
  if (rest >= 0) {
    const others = product(sizes.filter((_, axis) => axis !== rest));
    sizes[rest] = others === 0 ? 0 : product(from) / others;
  }
  const fits =
    sizes.every((size) => Number.isSafeInteger(size) && size >= 0) && product(sizes) === product(from);
  if (!fits) throw new Unsuitable(`${from.join(' × ')} cannot become ${asked.join(' × ')}`);
  return sizes;
}

/** Axes given as an attribute or, in newer operator sets, as an input; negative ones counted from the end. */
export function axesOf(call: Call, index: number, rank: number): readonly number[] | undefined {
  const axes = integers(call.node, 'axes') ?? integersInput(call, index);
  return axes?.map((axis) => {
    const own = axis < 0 ? axis + rank : axis;
    if (!Number.isInteger(own) || own < 0 || own >= rank) throw new Unsuitable(`there is no axis ${axis}`);
    return own;
  });
}

/** The shape without the axes named, or without all of size 1. */
export function squeezedShape(
  shape: readonly number[],
  axes: readonly number[] | undefined,
): readonly number[] {
  return shape.filter((size, axis) => (axes === undefined ? size !== 1 : !axes.includes(axis)));
}

/** The shape with new axes of size 1. */
export function unsqueezedShape(shape: readonly number[], axes: readonly number[]): readonly number[] {
  const rest = [...shape];
  return Array.from({ length: shape.length + axes.length }, (_, axis) =>
    axes.includes(axis) ? 1 : (rest.shift() ?? 1),
  );
}
