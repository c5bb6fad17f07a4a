import { amount } from '../terminal/amount.js';
import { tableText } from '../terminal/table.js';
import type { ModelDescription } from './describe-model.js';

const counted = (value: number): string => (value === 0 ? '' : amount(value));

/** A network's file for people: its sums, then every node. */
export function modelText(description: ModelDescription): string {
  const { file, hash, chip, array, parameters, multiplyAccumulates, arrays, nodes } = description;
  const [rows, columns = rows] = array;
  const head = [
    `${file}: SHA-256 ${hash.slice(0, 12)}`,
    `  ${amount(parameters)} parameters, ${amount(multiplyAccumulates)} multiply-accumulates per image`,
    `  ${arrays} arrays of ${rows} x ${columns} on chip ${chip}`,
  ];
  const table = tableText({
    title: '',
    header: ['node', 'does', 'output', 'parameters', 'multiply-accumulates', 'arrays', 'digital'],
    rows: nodes.map((node) => [
      node.name,
      node.op.replaceAll('_', ' '),
      node.shape.join(' x '),
      counted(node.parameters),
      counted(node.multiplyAccumulates),
      node.arrays === null ? '' : String(node.arrays),
      node.digital ?? '',
    ]),
  });
  return `${head.join('\n')}\n${table.replace(/^\n/, '')}`;
}
