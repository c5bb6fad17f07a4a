import type { Value } from '../syntax/ast.js';
import { argumentText, pathText, valueText } from './values.js';

/** Widest line the formatter makes where it can choose. */
export const lineWidth = 115;

/** A value on one line if it fits behind `used` columns, else its entries filled into lines of their own. */
export function wrapValue(value: Value, used: number, indent: string): string[] {
  const text = valueText(value);
  if (used + text.length <= lineWidth) return [text];
  if (value.kind === 'list' && value.items.length > 1)
    return fill('[', value.items.map(valueText), ']', indent);
  if (value.kind !== 'reference' || (value.arguments?.length ?? 0) < 2) return [text];
  return fill(`${pathText(value.path)}(`, (value.arguments ?? []).map(argumentText), ')', indent);
}

function fill(opening: string, entries: readonly string[], closing: string, indent: string): string[] {
  const lines: string[] = [];
  let line = `${indent}  `;
  entries.forEach((entry, index) => {
    const piece = index < entries.length - 1 ? `${entry},` : entry;
    const isFresh = line.trim() === '';
    if (!isFresh && line.length + 1 + piece.length > lineWidth) {
      lines.push(line);
      line = `${indent}  ${piece}`;
    } else {
      line += isFresh ? piece : ` ${piece}`;
    }
  });
  return [opening, ...lines, line, `${indent}${closing}`];
}
