import type {
  Argument,
  Body,
  Comment,
  Condition,
  Declaration,
  Element,
  Item,
  Program,
  Quantity,
} from '../syntax/ast.js';
import type { Span, Trivia, Value } from '../syntax/ast.js';
import { pathText } from '../format/values.js';
import type {
  JsonArgument,
  JsonBody,
  JsonComment,
  JsonCondition,
  JsonDeclaration,
  JsonElement,
  JsonItem,
} from './image.js';
import type { JsonProgram, JsonQuantity, JsonSpan, JsonTrivia, JsonValue } from './image.js';

/** The exact image of a program as plain JSON data: everything but the places in the text. */
export function toJson(program: Program): JsonProgram {
  return {
    kirVersion: 1,
    declarations: program.declarations.map(declarationImage),
    ...(program.below.length > 0 && { below: program.below.map(commentImage) }),
  };
}

function declarationImage(declaration: Declaration): JsonDeclaration {
  const trivia = triviaImage(declaration.trivia);
  switch (declaration.kind) {
    case 'import':
      return { import: declaration.file.text, as: declaration.name.text, ...trivia };
    case 'let':
      return {
        let: declaration.name.text,
        ...(declaration.value && { value: valueImage(declaration.value) }),
        ...trivia,
      };
    case 'block':
      return {
        block: declaration.word.text,
        ...(declaration.name && { name: declaration.name.text }),
        ...(declaration.from && { from: pathText(declaration.from) }),
        ...(declaration.body && { body: bodyImage(declaration.body) }),
        ...trivia,
      };
  }
}

function itemImage(item: Item): JsonItem {
  const trivia = triviaImage(item.trivia);
  switch (item.kind) {
    case 'field':
      return {
        field: pathText(item.path),
        ...(item.as && { as: item.as.text }),
        ...(item.value && { value: valueImage(item.value) }),
        ...trivia,
      };
    case 'element':
      return { ...elementImage(item), ...trivia };
    case 'find':
      return {
        find: item.goal,
        path: pathText(item.path),
        ...(item.as && { as: item.as.text }),
        in: item.in.kind === 'span' ? spanImage(item.in) : quantityImage(item.in),
        ...(item.within && { within: quantityImage(item.within) }),
        ...trivia,
      };
    case 'require':
      return { require: conditionImage(item.condition), ...trivia };
    case 'until':
      return { until: conditionImage(item.condition), ...trivia };
  }
}

function elementImage(item: Element): JsonElement {
  return {
    element: item.word.text,
    ...(item.label && { label: item.label.text }),
    ...(item.name && { name: item.name.text }),
    ...(item.arguments && { arguments: item.arguments.map(argumentImage) }),
    ...(item.from && { from: pathText(item.from) }),
    ...(item.body && { body: bodyImage(item.body) }),
  };
}

function bodyImage({ items, inline, opening, below }: Body): JsonBody {
  const images = items.map(itemImage);
  if (!inline && !opening && below.length === 0) return images;
  return {
    items: images,
    ...(inline && { inline: true }),
    ...(opening && { opening: commentImage(opening) }),
    ...(below.length > 0 && { below: below.map(commentImage) }),
  };
}

function triviaImage({ above, behind, blankBefore }: Trivia): JsonTrivia {
  return {
    ...(above.length > 0 && { above: above.map(commentImage) }),
    ...(behind && { behind: commentImage(behind) }),
    ...(blankBefore && { blankBefore: true }),
  };
}

function commentImage({ text, blankAfter }: Comment): JsonComment {
  return blankAfter ? { text, blankAfter: true } : text;
}

function argumentImage({ name, value, compare }: Argument): JsonArgument {
  if (!name && !compare) return valueImage(value);
  return {
    ...(name && { name: name.text }),
    value: valueImage(value),
    ...(compare && { operator: compare.operator, bound: quantityImage(compare.bound) }),
  };
}

function conditionImage({ left, operator, bound }: Condition): JsonCondition {
  return { left: valueImage(left), operator, bound: quantityImage(bound) };
}

function valueImage(value: Value): JsonValue {
  switch (value.kind) {
    case 'list':
      return value.items.map(valueImage);
    case 'span':
      return spanImage(value);
    case 'quantity':
      return quantityImage(value);
    case 'shape':
      return { shape: value.text.split(' x ').map(numberImage) };
    case 'text':
      return { text: value.text };
    case 'reference': {
      const path = pathText(value.path);
      return value.arguments ? { call: path, arguments: value.arguments.map(argumentImage) } : path;
    }
  }
}

function spanImage({ from, to, step, points }: Span): JsonSpan {
  return {
    from: quantityImage(from),
    to: quantityImage(to),
    ...(step && { step: quantityImage(step) }),
    ...(points && { points: numberImage(points.count.number.text), ...(points.log && { log: true }) }),
  };
}

function quantityImage({ number, unit, of }: Quantity): JsonQuantity {
  const image = numberImage(number.text);
  if (!unit && !of && typeof image === 'number') return image;
  return { number: image, ...(unit && { unit: unit.text }), ...(of && { of: of.text }) };
}

/** A number where JSON writes it as the text does, else its text: `0.10`, `1e-3`. */
function numberImage(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) && String(value) === text ? value : text;
}
