import type { Activation, Layer, Origin } from '@kirchhoff/model';
import type { PlanNode } from '@kirchhoff/plan';
import type { Problems } from '../problems.js';
import { shapeText } from './words.js';

type Draft<T> = T extends PlanNode ? Omit<T, 'name' | 'inputs' | 'shape'> : never;

/** A tensor on its way through the layers: the node that makes it and its shape without the batch. */
export interface Flow {
  readonly node: string;
  readonly shape: readonly number[];
}

/** What a node is called and where its layer was written. */
export type Label = Pick<Layer, 'name' | 'origin'>;

/**
 * Makes nodes in order, with unique names and running ordinals of analog layers. A function that gives undefined has reported a
 * fault that leaves no shape to go on with.
 */
export interface Builder {
  readonly problems: Problems;
  readonly nodes: PlanNode[];
  readonly ordinal: () => number;
  readonly node: (
    label: Label,
    inputs: readonly string[],
    shape: readonly number[],
    draft: Draft<PlanNode>,
  ) => Flow | undefined;
  readonly layers: (layers: readonly Layer[], flow: Flow) => Flow | undefined;
}

/** The activation written as an argument of a layer, as a node `fc1.relu` of its own. */
export function activate(
  builder: Builder,
  flow: Flow | undefined,
  activation: Activation,
  origin: Origin,
): Flow | undefined {
  if (flow === undefined || activation === 'none') return flow;
  const label = { name: `${flow.node}.${activation}`, origin };
  return activation === 'leaky_relu'
    ? builder.node(label, [flow.node], flow.shape, { op: 'leaky_relu', slope: 0.01 })
    : builder.node(label, [flow.node], flow.shape, { op: activation });
}

/** Reports a layer that needs an image [height, width, channels]; true when it has one. */
export function needsImage(builder: Builder, layer: Label, flow: Flow): boolean {
  if (flow.shape.length === 3) return true;
  builder.problems.add({
    code: 'K503',
    origin: layer.origin,
    what: `the input of ${layer.name}`,
    expected: 'an image',
    found: shapeText(flow.shape),
  });
  return false;
}

/** Reports a window that is larger than its image. */
export function doesNotFit(builder: Builder, layer: Label, shape: readonly number[]): undefined {
  builder.problems.add({
    code: 'K503',
    origin: layer.origin,
    what: `the window of ${layer.name}`,
    expected: 'no larger than its image',
    found: `larger than ${shapeText(shape)}`,
    fix: 'padding = same',
  });
}
