import type { Data, Network, Origin } from '@kirchhoff/model';
import type { PlanNode } from '@kirchhoff/plan';
import type { Problems } from '../problems.js';
import type { DataFacts } from '../records/facts.js';

/** A network and the data that a training or an experiment brings together. */
export interface Pairing {
  readonly network: Network;
  readonly data: Data;
  readonly nodes: readonly PlanNode[];
  /** Where the two were brought together. */
  readonly origin: Origin;
}

/** Reports a network whose input or output does not fit the data (K503). */
export function checkData(pairing: Pairing, facts: Partial<DataFacts>, problems: Problems): void {
  const { network, data, nodes } = pairing;
  const same = network.origin.uri === pairing.origin.uri;
  const origin = same ? network.origin : pairing.origin;
  const written = network.source.kind === 'layers';
  const [input, output] = [nodes[0]!.shape, nodes.at(-1)!.shape];
  if (facts.shape !== undefined && facts.shape.join() !== input.join())
    problems.add({
      code: 'K503',
      origin,
      what: `the input of network ${network.name}`,
      expected: `${facts.shape.join(' x ')}, the images of ${data.name}`,
      found: input.join(' x '),
      fix: written ? `input = ${facts.shape.join(' x ')}` : `data with images of ${input.join(' x ')}`,
    });
  if (facts.classes === undefined || (output.length === 1 && output[0] === facts.classes)) return;
  problems.add({
    code: 'K503',
    origin,
    what: `the output of network ${network.name}`,
    expected: `${facts.classes} values, one per class`,
    found: output.join(' x '),
    fix: written
      ? `dense(${facts.classes}, softmax)`
      : output.length === 1
        ? `data with ${output[0]} classes`
        : undefined,
  });
}
