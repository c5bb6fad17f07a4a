import * as fc from 'fast-check';
import { renderDiagnostic } from '../../src/diagnostics/render.js';
import { formatText } from '../../src/format/format.js';
import { lex } from '../../src/syntax/lexer.js';
import { parse } from '../../src/syntax/parse.js';
import { samples } from './samples.js';

/** The codes of a text's reports, which take less than 5 s of a processor: the least of three turns, as a busy machine lengthens some. */
function codesOf(text: string): string[] {
  let least = Infinity;
  for (let turn = 1; ; turn++) {
    const before = process.cpuUsage();
    const { diagnostics } = parse({ uri: 'test.kir', text });
    least = Math.min(least, process.cpuUsage(before).user / 1e6);
    if (least > 5 && turn < 3) continue;
    expect(least).toBeLessThan(5);
    return diagnostics.map(({ code }) => code);
  }
}

describe('parse of strange texts', () => {
  it('accepts an empty one', () => {
    expect(codesOf('')).toEqual([]);
    expect(codesOf('\n\n  # nothing\n')).toEqual([]);
  });

  it('refuses a very large one', () => {
    expect(codesOf('device d { a = 1 }\n'.repeat(600_000))).toEqual(['K151']);
  });

  it('stops at deep nesting with one report', () => {
    expect(codesOf(`device d { a = ${'['.repeat(10_000)}${']'.repeat(10_000)} }`)).toEqual(['K152']);
    expect(codesOf('a {'.repeat(10_000))).toEqual(['K152']);
    expect(codesOf('('.repeat(10_000))).toEqual(['K152']);
    expect(codesOf(`device d { a = ${'['.repeat(90)}1${']'.repeat(90)} }`)).toEqual([]);
  });

  it('recognises bytes that are no text', () => {
    const bytes = Array.from({ length: 4000 }, (_value, index) =>
      String.fromCharCode((index * 7919) % 256),
    ).join('');
    expect(codesOf(bytes)).toEqual(['K150']);
    expect(codesOf('\u0001\u0002\u0003\u0004\uFFFDab')).toEqual(['K150']);
    expect(codesOf('device d { a = \u0000 }')).toEqual(['K150']);
  });

  it('takes one fault per report for open texts and brackets', () => {
    expect(codesOf('device d {\n  a = npz("w.npz)\n  b = 3\n}\n')).toEqual(['K112']);
    expect(codesOf('device d {\n  a = [1, 2\n  b = 3\n}\n')).toEqual(['K105']);
    expect(codesOf('device d {\n  a = 3\n')).toEqual(['K106']);
  });

  it('survives a line of a million characters', () => {
    expect(codesOf(`device d { a = [${'1, '.repeat(333_000)}1] }`)).toEqual([]);
    expect(codesOf('x'.repeat(1_000_000))).toEqual([]);
    expect(codesOf('@'.repeat(1_000_000))).toEqual(['K113']);
    expect(codesOf('a '.repeat(500_000))).toHaveLength(1);
  });

  it('stops after a hundred faults', () => {
    const codes = codesOf(`device d {\n${'a = = 1\n'.repeat(50_000)}}\n`);
    expect(codes).toHaveLength(101);
    expect(codes[100]).toBe('K153');
    expect(codesOf(') ( ] [ } {\n'.repeat(20_000)).length).toBeLessThanOrEqual(101);
    expect(codesOf('a=1,'.repeat(250_000))).toEqual(['K151']);
    expect(codesOf('"\n'.repeat(100_000))).toHaveLength(101);
    expect(codesOf('}\n'.repeat(100_000))).toHaveLength(101);
  });

  it('never throws, whatever tokens come in whatever order', () => {
    const images = [...new Set(samples.flatMap(({ text }) => lex(text).tokens.map((token) => token.image)))];
    const odd = [
      '//',
      '/*',
      ';',
      '"',
      "'",
      '->',
      '==',
      '..',
      '−',
      '±',
      '_',
      '@',
      '\t',
      '\r',
      '0,5',
      '}',
      ')',
      ']',
      '(',
      '[',
    ];
    const piece = fc.constantFrom(...images, ...odd);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.constantFrom('', ' '), (pieces, gap) => {
        const text = pieces.join(gap);
        const { diagnostics } = parse({ uri: 'test.kir', text });
        for (const diagnostic of diagnostics) {
          const { mark, fixes } = diagnostic;
          expect(renderDiagnostic(diagnostic, () => text)).toContain(diagnostic.title);
          for (const origin of [mark?.origin, ...fixes.map((fix) => fix.origin)]) {
            if (!origin) continue;
            expect(origin.start).toBeLessThanOrEqual(origin.end);
            expect(origin.end).toBeLessThanOrEqual(text.length);
          }
        }
        if (diagnostics.length > 0) return;
        const { text: formatted } = formatText({ uri: 'test.kir', text });
        expect(formatText({ uri: 'test.kir', text: formatted ?? '"' }).text).toBe(formatted);
      }),
      { numRuns: 1000 },
    );
  });
});
