import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { PlanNode } from '@kirchhoff/plan';
import { runNodes } from '../../src/graph/run.js';

setFlagsFromString('--expose-gc');
const sweep = runInNewContext('gc') as () => void;
/** Buffers are given back beside a collection: the next ones wait for that. */
const collect = (): void => {
  for (let i = 0; i < 4; i++) sweep();
};

const VALUES = 1 << 20;
const DEPTH = 24;

const node = (name: string, inputs: readonly string[], op: 'input' | 'relu' | 'add' | 'affine'): PlanNode =>
  ({ name, inputs, shape: [VALUES], op, size: 1 }) as unknown as PlanNode;

/** Memory of arrays at the last node of a chain [tensors], the image left out. */
function heldAtTheEnd(nodes: readonly PlanNode[]): number {
  const image = new Float32Array(VALUES);
  collect();
  const before = process.memoryUsage().arrayBuffers;
  let held = NaN;
  runNodes(nodes, image, 1, (_, input) => {
    collect();
    held = process.memoryUsage().arrayBuffers - before;
    return input;
  });
  return held / (4 * VALUES);
}

const chain = Array.from({ length: DEPTH }, (_, i) =>
  node(`r${i}`, [i === 0 ? 'input' : `r${i - 1}`], 'relu'),
);
const last = node('last', [`r${DEPTH - 1}`], 'affine');

describe('tensors', () => {
  it('are freed after their last use', () => {
    expect(heldAtTheEnd([node('input', [], 'input'), ...chain, last])).toBeLessThan(1.5);
  });

  it('stay while a shortcut still needs them', () => {
    const nodes = [node('input', [], 'input'), ...chain, last, node('sum', ['last', 'r3'], 'add')];
    const held = heldAtTheEnd(nodes);
    expect(held).toBeGreaterThan(1.5);
    expect(held).toBeLessThan(2.5);
  });
});
