import type { Argument, Condition, Path, Quantity, Reference, Span, Value } from '../syntax/ast.js';

export function pathText(path: Path): string {
  return path.names.map((name) => name.text).join('.');
}

export function quantityText({ number, unit, of }: Quantity): string {
  return `${number.text}${unit ? ` ${unit.text}` : ''}${of ? ` of ${of.text}` : ''}`;
}

function spanText({ from, to, step, points }: Span): string {
  const range = `${quantityText(from)} to ${quantityText(to)}`;
  if (step) return `${range} step ${quantityText(step)}`;
  return points ? `${range} in ${quantityText(points.count)}${points.log ? ' log' : ''} points` : range;
}

export function argumentsText(list: readonly Argument[]): string {
  return `(${list.map(argumentText).join(', ')})`;
}

export function argumentText({ name, value, compare }: Argument): string {
  const bound = compare ? ` ${compare.operator} ${quantityText(compare.bound)}` : '';
  return `${name ? `${name.text} = ` : ''}${valueText(value)}${bound}`;
}

export function referenceText(reference: Reference): string {
  return `${pathText(reference.path)}${reference.arguments ? argumentsText(reference.arguments) : ''}`;
}

export function conditionText({ left, operator, bound }: Condition): string {
  return `${referenceText(left)} ${operator} ${quantityText(bound)}`;
}

/** A value in canonical form on one line. */
export function valueText(value: Value): string {
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(valueText).join(', ')}]`;
    case 'span':
      return spanText(value);
    case 'quantity':
      return quantityText(value);
    case 'shape':
      return value.text;
    case 'text':
      return `"${value.text}"`;
    case 'reference':
      return referenceText(value);
  }
}
