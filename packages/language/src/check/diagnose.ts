import type { Diagnostic, Host, Study } from '@kirchhoff/model';
import type { Program } from '../syntax/ast.js';
import { parse, type Source } from '../syntax/parse.js';
import { exampleOf } from '../vocabulary/examples.js';
import { check } from './check.js';

export interface Diagnosed {
  readonly program: Program;
  /** The unbroken parts of the study. */
  readonly study: Study;
  /** Reports of form and meaning, each fault once, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and checks a text: `parse`, then `check`. */
export function diagnose(source: Source, host: Host): Diagnosed {
  const parsed = parse(source, { exampleOf });
  const { study, diagnostics } = check(parsed.program, host, parsed.diagnostics);
  return { program: parsed.program, study, diagnostics: merged(parsed.diagnostics, diagnostics) };
}

function merged(form: readonly Diagnostic[], meaning: readonly Diagnostic[]): readonly Diagnostic[] {
  const uri = form[0]?.mark?.origin.uri;
  const here = meaning.filter(({ mark }) => mark?.origin.uri === uri);
  const elsewhere = meaning.filter(({ mark }) => mark?.origin.uri !== uri);
  const start = ({ mark }: Diagnostic): number => mark?.origin.start ?? 0;
  return [...[...form, ...here].sort((a, b) => start(a) - start(b)), ...elsewhere];
}
