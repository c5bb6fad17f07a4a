import type { Layer, Origin } from '@kirchhoff/model';
import type { PlanNode } from '@kirchhoff/plan';
import type { Problems } from '../problems.js';
import type { Builder, Flow } from './builder.js';
import { foldNormalisations } from './fold.js';
import { withinLimits } from './limits.js';
import { layerNodes } from './simple.js';

interface Written {
  readonly name: string;
  readonly origin: Origin;
  readonly input: readonly number[];
  readonly layers: readonly Layer[];
}

/** Nodes of a written network in execution order, shapes inferred; undefined where faults were reported. */
export function graphOf(network: Written, problems: Problems): readonly PlanNode[] | undefined {
  const nodes: PlanNode[] = [];
  const taken = new Set<string>();
  let ordinal = 0;
  const unique = (name: string): string => {
    let candidate = name;
    for (let count = 2; taken.has(candidate); count++) candidate = `${name}_${count}`;
    taken.add(candidate);
    return candidate;
  };
  const builder: Builder = {
    problems,
    nodes,
    ordinal: () => ordinal++,
    node: (label, inputs, shape, draft) => {
      const node = { ...draft, name: unique(label.name), inputs: [...inputs], shape: [...shape] } as PlanNode;
      if (!withinLimits(node, nodes.length, label, problems)) return undefined;
      nodes.push(node);
      return { node: node.name, shape };
    },
    layers: (list, flow) =>
      list.reduce<Flow | undefined>(
        (current, layer) => (current === undefined ? undefined : layerNodes(builder, layer, current)),
        flow,
      ),
  };
  const start = builder.node({ ...network, name: 'input' }, [], network.input, { op: 'input' });
  if (start === undefined || builder.layers(network.layers, start) === undefined) return undefined;
  if (nodes.length > 1) return foldNormalisations(nodes);
  problems.add({ code: 'K504', origin: network.origin, network: network.name, reason: 'it has no layers' });
  return undefined;
}
