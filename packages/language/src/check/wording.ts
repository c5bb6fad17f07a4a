import type { Argument, Quantity, Span, Value } from '../syntax/ast.js';

/** A value in the language's own words, on one line. */
export function wording(value: Value): string {
  switch (value.kind) {
    case 'quantity':
      return quantityWording(value);
    case 'span':
      return spanWording(value);
    case 'shape':
      return value.sizes.join(' x ');
    case 'text':
      return `"${value.text}"`;
    case 'list':
      return `[${value.items.map(wording).join(', ')}]`;
    case 'reference': {
      const path = value.path.names.map((name) => name.text).join('.');
      return value.arguments === undefined
        ? path
        : `${path}(${value.arguments.map(argumentWording).join(', ')})`;
    }
  }
}

function argumentWording(argument: Argument): string {
  const name = argument.name === undefined ? '' : `${argument.name.text} = `;
  const compare =
    argument.compare === undefined
      ? ''
      : ` ${argument.compare.operator} ${quantityWording(argument.compare.bound)}`;
  return `${name}${wording(argument.value)}${compare}`;
}

export function quantityWording(quantity: Quantity): string {
  const unit = quantity.unit === undefined ? '' : ` ${quantity.unit.text}`;
  const basis = quantity.of === undefined ? '' : ` of ${quantity.of.text}`;
  return `${quantity.number.text}${unit}${basis}`;
}

function spanWording(span: Span): string {
  const ends = `${quantityWording(span.from)} to ${quantityWording(span.to)}`;
  if (span.step) return `${ends} step ${quantityWording(span.step)}`;
  if (span.points)
    return `${ends} in ${span.points.count.number.text}${span.points.log ? ' log' : ''} points`;
  return ends;
}

/** What a value is, for messages: `a word`, `a size`. */
export function formOf(value: Value): string {
  switch (value.kind) {
    case 'quantity':
      return value.unit === undefined ? 'a number' : 'a number with a unit';
    case 'span':
      return 'a range';
    case 'shape':
      return 'a size';
    case 'text':
      return 'a text in quotes';
    case 'list':
      return 'a list';
    case 'reference':
      return value.arguments === undefined ? 'a word' : 'a call with parentheses';
  }
}
