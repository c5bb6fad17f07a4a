import type { Diagnostic, Host, Problem } from '@kirchhoff/model';
import { compile, refusals } from '@kirchhoff/compiler';
import * as language from '@kirchhoff/language';

const directive = /^# ---- (message (\w+)|problem) (.*) ----\n/;

interface Behind {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reports of faults behind the checker. A first line `# ---- message diskFull ["out/trials.csv"] ----` calls one constructor of
 * the language with these arguments, `# ---- problem {…} ----` words a fault of the compiler; `"at": "mnist"` and `"origin"` mark
 * these words in the text below.
 */
export function wordedBy(uri: string, source: string): Behind | undefined {
  const match = directive.exec(source);
  if (!match) return undefined;
  const text = source.slice(match[0].length);
  const given = JSON.parse(match[3], (key, value: unknown) =>
    (key === 'at' || key === 'origin') && typeof value === 'string' ? placeOf(uri, text, value) : value,
  ) as unknown;
  if (match[2] === undefined) return { text, diagnostics: [language.reportProblem(given as Problem)] };
  const constructors = language as unknown as Readonly<Record<string, (...list: unknown[]) => Diagnostic>>;
  return { text, diagnostics: [constructors[match[2]](...(given as unknown[]))] };
}

function placeOf(uri: string, text: string, words: string) {
  const start = text.indexOf(words);
  return { uri, start, end: start + words.length };
}

/** Checks a text and, where that is fine, compiles it as for a run. */
export function compiled(uri: string, text: string, host: Host): Behind {
  const { study, diagnostics } = language.diagnose({ uri, text }, host);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { text, diagnostics };
  const { problems } = compile(study, host);
  const all = problems.length > 0 ? problems : refusals(study);
  return { text, diagnostics: [...diagnostics, ...all.map(language.reportProblem)] };
}
