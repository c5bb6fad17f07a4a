import type { Diagnostic } from '@kirchhoff/model';
import type { CstNode, IToken } from 'chevrotain';
import type { Declaration, Program } from '../ast.js';
import { children, takeComments } from './builder.js';
import type { Builder } from './builder.js';
import { declarationDraft } from './declarations.js';
import { withTrivia } from './items.js';

export interface BuildInput {
  readonly uri: string;
  readonly text: string;
  readonly comments: readonly IToken[];
  readonly exampleOf: (field: string) => string | undefined;
}

/** The abstract tree of a whole text; reports fields without values. */
export function buildProgram(
  cst: CstNode,
  input: BuildInput,
): { readonly program: Program; readonly diagnostics: Diagnostic[] } {
  const builder: Builder = { ...input, comment: 0, diagnostics: [] };
  const range = { start: 0, end: input.text.length };
  const declarations = withTrivia<Declaration>(
    builder,
    children(cst, 'declaration'),
    range,
    declarationDraft,
  );
  const below = takeComments(builder, input.text.length);
  const origin = { uri: input.uri, ...range };
  return { program: { uri: input.uri, declarations, below, origin }, diagnostics: builder.diagnostics };
}
