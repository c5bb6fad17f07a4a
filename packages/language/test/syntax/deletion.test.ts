import type { Diagnostic } from '@kirchhoff/model';
import { linesOf } from '../../src/diagnostics/lines.js';
import { lex } from '../../src/syntax/lexer.js';
import { parse } from '../../src/syntax/parse.js';
import { programs, samples } from './samples.js';

interface Wound {
  readonly line: number;
  readonly broken: string;
}

function deletions(text: string): Wound[] {
  return lex(text).tokens.map((token) => {
    const gap = token.tokenType.name === 'Newline' ? ' ' : '';
    const broken = text.slice(0, token.startOffset) + gap + text.slice((token.endOffset ?? 0) + 1);
    return { line: token.startLine ?? 1, broken };
  });
}

function isNear({ broken, line }: Wound, { mark, related }: Diagnostic): boolean {
  const lines = linesOf(broken);
  const marks = mark ? [mark, ...related] : related;
  return marks.some(({ origin }) => Math.abs(lines.lineAt(origin.start) - line) <= 1);
}

describe('deletion of any one token', () => {
  const wounds = programs.flatMap(({ text }) => deletions(text));
  const reports = wounds.map(({ broken }) => parse({ uri: 'broken.kir', text: broken }).diagnostics);
  const faulty = wounds
    .map((wound, index) => ({ wound, found: reports[index] }))
    .filter(({ found }) => found.length > 0);

  it('is tried often enough to mean something', () => {
    expect(faulty.length).toBeGreaterThan(900);
  });

  it('gives at most one report in 99 of 100 cases', () => {
    const single = faulty.filter(({ found }) => found.length === 1).length;
    expect(single / faulty.length).toBeGreaterThanOrEqual(0.99);
  });

  it('is reported within one line of the wound in 99 of 100 cases', () => {
    const near = faulty.filter(({ wound, found }) => isNear(wound, found[0])).length;
    expect(near / faulty.length).toBeGreaterThanOrEqual(0.99);
  });

  it('is never answered with words of compiler makers', () => {
    const words = JSON.stringify(faulty.map(({ found }) => found));
    expect(words).not.toMatch(/unexpected token|illegal/i);
  });

  it('leaves the other blocks readable', () => {
    const { text } = samples[0];
    for (const { broken } of deletions(text)) {
      expect(parse({ uri: 'broken.kir', text: broken }).program.declarations.length).toBeGreaterThanOrEqual(
        1,
      );
    }
  });
});
