import type { GraphNode, GraphOperation } from '@kirchhoff/model';
import { excerpt, FormatError, wholeText } from '../failure.js';
import { MOST_NODES, MOST_VALUES, valuesOf } from './limits.js';
import { uniqueNames } from './names.js';
import type { Unsupported } from './unsupported.js';

/** A value of one image on its way through the network; images are [height, width, channels]. */
export interface Flow {
  readonly node: string;
  readonly shape: readonly number[];
}

/** An array of a node, by the ending of its name. */
export type NodeArrays = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>
>;

/** A network while it is read. */
export interface Draft {
  readonly nodes: GraphNode[];
  readonly arrays: Map<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;
  readonly unsupported: Unsupported[];
  /** Shapes of the nodes by name. */
  readonly shapes: Map<string, readonly number[]>;
  /** Appends a node under a name made from `label`. */
  readonly node: (
    label: string,
    operation: GraphOperation,
    inputs: readonly Flow[],
    shape: readonly number[],
    arrays?: NodeArrays,
  ) => Flow;
}

/** An empty network. */
export function draft(): Draft {
  const nodes: GraphNode[] = [];
  const arrays: Draft['arrays'] = new Map();
  const shapes: Draft['shapes'] = new Map();
  const unique = uniqueNames();
  let held = 0;
  return {
    nodes,
    arrays,
    unsupported: [],
    shapes,
    node(label, operation, inputs, shape, own = {}) {
      if (nodes.length >= MOST_NODES) throw tooManyNodes(nodes.length + 1);
      valuesOf(shape, `node ${excerpt(label)}`);
      const name = unique(label);
      nodes.push({ ...operation, name, inputs: inputs.map(({ node }) => node) });
      shapes.set(name, shape);
      for (const [ending, array] of Object.entries(own)) {
        held += array.data.length;
        if (held > MOST_VALUES) throw tooManyWeights();
        arrays.set(`${name}.${ending}`, array);
      }
      return { node: name, shape };
    },
  };
}

const tooManyWeights = (): FormatError =>
  new FormatError(`The network's layers hold more than ${wholeText(MOST_VALUES)} values together.`, {
    kind: 'oversize',
    expected: `at most ${wholeText(MOST_VALUES)} values`,
    found: 'more',
  });

/** The report of a network with too many nodes. */
export const tooManyNodes = (count: number): FormatError =>
  new FormatError(
    `The network has ${wholeText(count)} nodes; at most ${wholeText(MOST_NODES)} can be read.`,
    {
      kind: 'oversize',
      expected: `at most ${wholeText(MOST_NODES)} nodes`,
      found: wholeText(count),
    },
  );
