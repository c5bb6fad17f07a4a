import type { Diagnostic } from '@kirchhoff/model';
import type { CstNode, IToken } from 'chevrotain';
import { tooMany } from '../messages/text.js';
import { exampleOf as vocabularyExampleOf } from '../vocabulary/examples.js';
import type { Program } from './ast.js';
import { buildProgram } from './build/program.js';
import { faultLimit } from './containing.js';
import type { Fault } from './containing.js';
import { explainFault } from './explain.js';
import { guard, guardLength } from './guard.js';
import { tidy } from './habits/tidy.js';
import { lex } from './lexer.js';
import { linesOf } from '../diagnostics/lines.js';
import { pair } from './pairing/pair.js';
import { Grammar } from './parser.js';

/** A text and the name it goes by in reports. */
export interface Source {
  readonly uri: string;
  readonly text: string;
}

export interface ParseOptions {
  /** An example value for a field, shown where its value is missing; the vocabulary's by default. */
  readonly exampleOf?: (field: string) => string | undefined;
}

export interface Parsed {
  /** The unbroken parts of the text. */
  readonly program: Program;
  /** The concrete tree (chevrotain). */
  readonly cst: CstNode;
  /** Faults of form (K1xx), by place; empty for a well-formed text. */
  readonly diagnostics: readonly Diagnostic[];
}

let grammar: Grammar | undefined;

/** Reads a text. Never throws: a broken text gives the tree of its unbroken parts and one report for each fault. */
export function parse(source: Source, options: ParseOptions = {}): Parsed {
  const refusal = guard(source.uri, source.text);
  return refusal ? refused(source.uri, refusal, options) : read(source, options);
}

function refused(uri: string, refusal: Diagnostic, options: ParseOptions): Parsed {
  return { ...read({ uri, text: '' }, options), diagnostics: [refusal] };
}

function read(source: Source, options: ParseOptions): Parsed {
  const { uri, text } = source;
  const exampleOf = options.exampleOf ?? vocabularyExampleOf;
  const lexed = lex(text);
  const refusal = guardLength(uri, lexed.tokens.length);
  if (refusal) return refused(uri, refusal, options);
  const tidied = tidy(uri, lexed);
  const paired = pair(uri, tidied.tokens);
  const deep = paired.diagnostics.find(({ code }) => code === 'K152');
  if (deep) return refused(uri, deep, options);
  grammar ??= new Grammar();
  const cst = grammar.read(paired.tokens);
  const built = buildProgram(cst, { uri, text, comments: tidied.comments, exampleOf });
  const habits = linesWith(text, tidied.diagnostics);
  const later = [...paired.diagnostics, ...built.diagnostics];
  const first = [...tidied.diagnostics, ...later.filter((report) => !followsFrom(text, habits, report))];
  if (first.length === 0 && grammar.faults.length === 0)
    return { program: built.program, cst, diagnostics: [] };
  const faults = unsaid(text, grammar.faults, first).flatMap(
    (fault) => explainFault(fault, { uri, exampleOf }) ?? [],
  );
  return { program: built.program, cst, diagnostics: limited(uri, byPlace([...first, ...faults])) };
}

/** The faults on lines that have no report yet, one per line: the others follow from what was said. */
function unsaid(text: string, faults: readonly Fault[], said: readonly Diagnostic[]): Fault[] {
  const taken = linesWith(text, said);
  return faults.filter((fault) => {
    const line = lineOfFault(fault);
    if (taken.has(line)) return false;
    taken.add(line);
    return true;
  });
}

function linesWith(text: string, said: readonly Diagnostic[]): Set<number> {
  if (said.length === 0) return new Set();
  const lines = linesOf(text);
  return new Set(said.flatMap(({ mark }) => (mark ? [lines.lineAt(mark.origin.start)] : [])));
}

/** A bracket without partner or a missing value on a line that was misread for another reason. */
function followsFrom(text: string, lines: ReadonlySet<number>, { code, mark }: Diagnostic): boolean {
  if (lines.size === 0 || !mark || !['K101', 'K105', 'K107'].includes(code)) return false;
  return lines.has(linesOf(text).lineAt(mark.origin.start));
}

function lineOfFault({ token, previous }: Fault): number {
  const isBeyond = Number.isNaN(token.startOffset) || token.tokenType.name === 'Newline';
  return lineOf(isBeyond ? previous : token);
}

function lineOf(token: IToken): number {
  return token.startLine ?? 1;
}

function byPlace(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.sort((left, right) => (left.mark?.origin.start ?? 0) - (right.mark?.origin.start ?? 0));
}

function limited(uri: string, diagnostics: Diagnostic[]): Diagnostic[] {
  if (diagnostics.length <= faultLimit) return diagnostics;
  const next = diagnostics[faultLimit].mark?.origin ?? { uri, start: 0, end: 0 };
  return [...diagnostics.slice(0, faultLimit), tooMany(next, faultLimit)];
}
