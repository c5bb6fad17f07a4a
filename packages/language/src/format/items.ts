import type { Body, Element, Field, Find, Item } from '../syntax/ast.js';
import type { Entry } from './entry.js';
import { setBody } from './lines.js';
import type { Layout } from './lines.js';
import { argumentsText, conditionText, pathText, quantityText, valueText } from './values.js';
import { lineWidth, wrapValue } from './wrap.js';

/** An item ready to be set below `layout.indent`; `left` is the width to which its run aligns the field names. */
export function entryOf(item: Item, layout: Layout, left: number): Entry {
  const behind = item.trivia.behind && { behind: item.trivia.behind };
  const plain = { tail: [], isOpen: false, ...behind };
  switch (item.kind) {
    case 'field':
      return { ...plain, ...fieldEntry(item, layout, left) };
    case 'element':
      return { ...plain, ...elementEntry(item, layout) };
    case 'find':
      return { ...plain, group: 'find', cells: findCells(item) };
    default:
      return { ...plain, group: 'other', cells: [inlineItem(item)] };
  }
}

function asText({ as }: Field): string {
  return as ? `as ${as.text}` : '';
}

/** Width of the part of a field before its equals sign, were it alone. */
export function leftWidths(item: Item): readonly [number, number] {
  return item.kind === 'field' ? [pathText(item.path).length, asText(item).length] : [0, 0];
}

function fieldEntry(item: Field, { indent }: Layout, left: number): Pick<Entry, 'group' | 'cells' | 'tail'> {
  const [first, ...tail] = item.value ? wrapValue(item.value, indent.length + left + 3, indent) : [''];
  return { group: 'field', cells: [pathText(item.path), asText(item), `= ${first}`.trimEnd()], tail };
}

function findCells(item: Find): string[] {
  const as = item.as ? ` as ${item.as.text}` : '';
  const within = item.within ? ` within ${quantityText(item.within)}` : '';
  return [`find ${item.goal}`, `${pathText(item.path)}${as} in ${valueText(item.in)}${within}`];
}

function elementEntry(
  item: Element,
  layout: Layout,
): Pick<Entry, 'group' | 'cells' | 'tail' | 'isOpen' | 'opening'> {
  const head = headText(item);
  if (!item.body) return { group: 'other', cells: [head], tail: [], isOpen: false };
  const inline = inlineBody(item.body, layout.indent.length + head.length + 1);
  if (inline !== undefined) return { group: 'element', cells: [head, inline], tail: [], isOpen: false };
  const inside = { ...layout, indent: `${layout.indent}  `, path: [...layout.path, item.word.text] };
  const opening = item.body.opening && { opening: item.body.opening };
  const tail = [...setBody(item.body, inside), `${layout.indent}}`];
  return { group: 'other', cells: [`${head} {`], tail, isOpen: true, ...opening };
}

function headText(item: Element): string {
  const label = item.label ? `${item.label.text}: ` : '';
  const name = item.name ? ` ${item.name.text}` : '';
  const list = item.arguments ? argumentsText(item.arguments) : '';
  const from = item.from ? ` from ${pathText(item.from)}` : '';
  return `${label}${item.word.text}${name}${list}${from}`;
}

/** A body as `{ a = 1, b = 2 }`, if its author wrote it so, it holds no comments and fits. */
export function inlineBody(body: Body, used: number): string | undefined {
  if (body.items.length === 0 && !hasComments(body)) return '{}';
  if (!body.inline || hasComments(body)) return undefined;
  const text = inlineText(body);
  return used + text.length <= lineWidth ? text : undefined;
}

function inlineText(body: Body): string {
  return body.items.length === 0 ? '{}' : `{ ${body.items.map(inlineItem).join(', ')} }`;
}

function inlineItem(item: Item): string {
  switch (item.kind) {
    case 'field': {
      const as = item.as ? ` ${asText(item)}` : '';
      return `${pathText(item.path)}${as} = ${item.value ? valueText(item.value) : ''}`.trimEnd();
    }
    case 'element':
      return `${headText(item)}${item.body ? ` ${inlineText(item.body)}` : ''}`;
    case 'find':
      return findCells(item).join(' ');
    default:
      return `${item.kind} ${conditionText(item.condition)}`;
  }
}

function hasComments(body: Body): boolean {
  return body.opening !== undefined || body.below.length > 0 || body.items.some(hasItemComments);
}

function hasItemComments(item: Item): boolean {
  const { above, behind } = item.trivia;
  if (above.length > 0 || behind !== undefined) return true;
  return (
    item.kind === 'element' && item.body !== undefined && (hasComments(item.body) || !isInline(item.body))
  );
}

function isInline(body: Body): boolean {
  return body.inline || body.items.length === 0;
}
