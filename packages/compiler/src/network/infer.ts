import type { GraphNode } from '@kirchhoff/model';
import { outputSize } from './padding.js';
import { shapeText } from './words.js';

export type Shape = readonly number[];

/** A shape, or in words why there is none. */
type Inferred = Shape | string;

const product = (shape: Shape): number => shape.reduce((a, b) => a * b, 1);
const same = (a: Shape, b: Shape): boolean => a.join() === b.join();
const differs = (what: string, expected: number, found: number): string =>
  `${what} should be ${expected}, but is ${found}`;

type Op<K extends GraphNode['op']> = Extract<GraphNode, { op: K }>;

/** True where the taps of a dilated window all lie outside the image, for one of its positions. */
function missesImage(node: Op<'max_pool' | 'average_pool'>, output: readonly number[], x: Shape): boolean {
  return [0, 1].some((axis) => {
    const [step, size] = [node.dilation?.[axis] ?? 1, node.size[axis]!];
    return Array.from({ length: output[axis]! }, (_, i) => {
      const origin = i * node.stride[axis]! - node.padding[2 * axis]!;
      const tap = Math.max(0, Math.ceil(-origin / step));
      return tap >= size || origin + tap * step >= x[axis]!;
    }).includes(true);
  });
}

function windowed(node: Op<'conv' | 'max_pool' | 'average_pool'>, x: Shape, channels: number): Inferred {
  const { dilation = [1, 1] } = node;
  const [height, width] = outputSize({ ...node, dilation }, [...node.padding], x);
  if (height < 1 || width < 1) return `its window is larger than ${shapeText(x)}`;
  if (node.op !== 'conv' && node.dilation !== undefined && missesImage(node, [height, width], x))
    return 'a window of it lies in the border alone';
  const reach = [0, 1].map((axis) => (node.size[axis]! - 1) * dilation[axis]! + 1);
  const wide = node.op !== 'conv' && node.padding.some((border, side) => border >= reach[side < 2 ? 0 : 1]!);
  return wide ? 'its border is as wide as its window' : [height, width, channels];
}

function convolved(node: Op<'conv'>, x: Shape): Inferred {
  const { inputChannels, outputChannels, groups } = node;
  if (x[2] !== inputChannels) return differs('the number of its input channels', inputChannels, x[2]!);
  if (inputChannels % groups !== 0 || outputChannels % groups !== 0)
    return `${groups} groups do not divide ${inputChannels} and ${outputChannels} channels`;
  return windowed(node, x, outputChannels);
}

function sliced(node: Op<'slice'>, x: Shape): Inferred {
  const { start, step, count } = node;
  const inside = x.every((size, axis) =>
    [start[axis]!, start[axis]! + (count[axis]! - 1) * step[axis]!].every((at) => at >= 0 && at < size),
  );
  return inside && count.length === x.length ? count : `it takes more than there is of ${shapeText(x)}`;
}

function concatenated(node: Op<'concat'>, inputs: readonly Shape[]): Inferred {
  const [first] = inputs as [Shape];
  const fits = inputs.every(
    (shape) =>
      shape.length === first.length &&
      shape.every((size, axis) => axis === node.axis || size === first[axis]),
  );
  if (!fits || node.axis >= first.length) return 'its inputs do not go together';
  return first.map((size, axis) =>
    axis === node.axis ? inputs.reduce((sum, shape) => sum + shape[axis]!, 0) : size,
  );
}

function averaged(node: Op<'mean'>, x: Shape): Inferred {
  if (node.axes.some((axis) => axis >= x.length)) return `it has no axis ${Math.max(...node.axes)}`;
  if (node.keep) return x.map((size, axis) => (node.axes.includes(axis) ? 1 : size));
  const kept = x.filter((_, axis) => !node.axes.includes(axis));
  return kept.length === 0 ? [1] : kept;
}

/** Shape of a node that moves values about; of any other, its input's. */
function arranged(node: GraphNode, inputs: readonly Shape[]): Inferred {
  const x = inputs[0]!;
  switch (node.op) {
    case 'pad': {
      const [top, bottom, left, right] = node.padding;
      return [x[0]! + top + bottom, x[1]! + left + right, x[2]! + node.channels[0] + node.channels[1]];
    }
    case 'slice':
      return sliced(node, x);
    case 'concat':
      return concatenated(node, inputs);
    case 'mean':
      return averaged(node, x);
    case 'reshape':
      return product(node.to) === product(x)
        ? node.to
        : `${shapeText(x)} cannot become ${shapeText(node.to)}`;
    case 'transpose':
      return [...node.order].sort((a, b) => a - b).join() === x.map((_, axis) => axis).join()
        ? node.order.map((axis) => x[axis]!)
        : `its order is ${node.order.join(', ')}`;
    default:
      return x;
  }
}

const imagesOnly: readonly GraphNode['op'][] = [
  'conv',
  'max_pool',
  'average_pool',
  'global_average_pool',
  'pad',
];

/** Shape of a node's output from those of its inputs, or why the node cannot stand there. */
export function shapeAfter(node: GraphNode, inputs: readonly Shape[]): Inferred {
  if (node.op === 'input') return node.shape;
  const [x] = inputs;
  if (x === undefined) return 'it reads nothing';
  if (imagesOnly.includes(node.op) && x.length !== 3) return `it needs an image, not ${shapeText(x)}`;
  switch (node.op) {
    case 'dense':
      return same(x, [node.inputSize])
        ? [node.outputSize]
        : `it takes ${node.inputSize} values, not ${shapeText(x)}`;
    case 'conv':
      return convolved(node, x);
    case 'batch_norm':
      return x.at(-1) === node.channels ? x : differs('the number of its channels', node.channels, x.at(-1)!);
    case 'affine':
      return node.size === x.at(-1) || node.size === product(x)
        ? x
        : differs('the number of its channels', node.size, x.at(-1)!);
    case 'max_pool':
    case 'average_pool':
      return windowed(node, x, x[2]!);
    case 'global_average_pool':
      return [x[2]!];
    case 'flatten':
      return [product(x)];
    case 'add':
      return inputs.every((shape) => same(shape, x)) && inputs.length === 2
        ? x
        : `it adds ${inputs.map(shapeText).join(' and ')}`;
    default:
      return arranged(node, inputs);
  }
}
