import type { Diagnostic } from '@kirchhoff/model';
import type { Declaration, Program, Trivia } from '../syntax/ast.js';
import { parse } from '../syntax/parse.js';
import type { Source } from '../syntax/parse.js';
import type { Entry } from './entry.js';
import { inlineBody } from './items.js';
import { commentLines, setBody, setEntries } from './lines.js';
import type { Order } from './lines.js';
import { pathText } from './values.js';
import { wrapValue } from './wrap.js';

export interface FormatOptions {
  /** Ranks the items of each block; without it the author's order stays. */
  readonly order?: Order;
}

/**
 * The canonical text of a program: two blanks of indentation, equals signs and comments in columns, one blank line between
 * blocks. Comments stay with their items. Formatting twice changes nothing.
 */
export function format(program: Program, options: FormatOptions = {}): string {
  const { declarations, below } = program;
  const entries = declarations.map((declaration) => declarationEntry(declaration, options));
  const trivia = declarations.map(({ trivia: own }, index): Trivia => {
    const isApart = index > 0 && (entries[index].isOpen || entries[index - 1].isOpen);
    return { ...own, blankBefore: own.blankBefore || isApart };
  });
  const lines = setEntries(entries, trivia, '');
  const last = commentLines(below, '');
  if (lines.length > 0 && last.length > 0) lines.push('');
  return [...lines, ...last].map((line) => `${line}\n`).join('');
}

function declarationEntry(declaration: Declaration, options: FormatOptions): Entry {
  const { behind } = declaration.trivia;
  const plain = { tail: [], isOpen: false, ...(behind && { behind }) };
  if (declaration.kind === 'import') {
    const cells = [`import "${declaration.file.text}"`, `as ${declaration.name.text}`];
    return { ...plain, group: 'import', cells };
  }
  if (declaration.kind === 'let') {
    const lead = `let ${declaration.name.text}`;
    const [first, ...tail] = declaration.value ? wrapValue(declaration.value, lead.length + 3, '') : [''];
    return { ...plain, group: 'let', cells: [lead, `= ${first}`.trimEnd()], tail };
  }
  const { word, name, from, body } = declaration;
  const head = `${word.text}${name ? ` ${name.text}` : ''}${from ? ` from ${pathText(from)}` : ''}`;
  if (!body) return { ...plain, group: 'other', cells: [head] };
  const inline = inlineBody(body, head.length + 1);
  if (inline !== undefined) return { ...plain, group: 'element', cells: [head, inline] };
  const order = options.order && { order: options.order };
  const inside = setBody(body, { indent: '  ', path: [word.text], ...order });
  const opening = body.opening && { opening: body.opening };
  return { ...plain, group: 'other', cells: [`${head} {`], tail: [...inside, '}'], isOpen: true, ...opening };
}

/** Formats a text; refuses (no `text`) when it has faults of form. */
export function formatText(
  source: Source,
  options: FormatOptions = {},
): { readonly text?: string; readonly diagnostics: readonly Diagnostic[] } {
  const { program, diagnostics } = parse(source);
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return { diagnostics };
  return { text: format(program, options), diagnostics };
}
