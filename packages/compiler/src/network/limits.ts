import type { PlanNode } from '@kirchhoff/plan';
import { isAnalogNode } from '@kirchhoff/plan';
import { matrixOf } from '../mapping/layer.js';
import type { Problems } from '../problems.js';
import type { Label } from './builder.js';

const mostNodes = 10_000;
const mostValues = 2 ** 28;
const mostWeights = 2 ** 30;

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Reports a network that no machine holds (K505); true when there is nothing to report. */
export function withinLimits(node: PlanNode, nodesBefore: number, layer: Label, problems: Problems): boolean {
  const matrix = isAnalogNode(node) ? matrixOf(node) : { inputs: 0, outputs: 0, groups: 0 };
  const limits: readonly (readonly [string, number, number])[] = [
    ['nodes', nodesBefore + 1, mostNodes],
    ['output values', product(node.shape), mostValues],
    ['weights', matrix.inputs * matrix.outputs * matrix.groups, mostWeights],
  ];
  const broken = limits.find(([, count, most]) => count > most);
  if (broken === undefined) return true;
  const [unit, count, most] = broken;
  problems.add({
    code: 'K505',
    origin: layer.origin,
    what: unit === 'nodes' ? 'the network' : `layer ${layer.name}`,
    limit: `${most} ${unit}`,
    found: unit === 'nodes' ? `more than ${most} nodes` : `${count} ${unit}`,
  });
  return false;
}
