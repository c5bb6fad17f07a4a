import { applyFix } from '../../src/diagnostics/fix.js';
import { parse } from '../../src/syntax/parse.js';

/** Applies the first fix of every report, last one first. */
function mend(text: string): { codes: string[]; mended: string } {
  const { diagnostics } = parse({ uri: 'test.kir', text });
  const fixes = diagnostics.flatMap(({ fixes: all }) => all.slice(0, 1));
  const inOrder = fixes.sort((left, right) => (right.origin?.start ?? 0) - (left.origin?.start ?? 0));
  const mended = inOrder.reduce((current, fix) => applyFix(current, fix) ?? current, text);
  return { codes: diagnostics.map(({ code }) => code), mended };
}

const cases: readonly (readonly [string, string, string])[] = [
  ['K120', 'a = 1 // why', 'a = 1 # why'],
  ['K120', '/* why */', '# why'],
  ['K121', 'a = 1;', 'a = 1'],
  ['K121', 'a = 1; b = 2', 'a = 1, b = 2'],
  ['K122', 'bits: 8', 'bits = 8'],
  ['K122', 'a = normal(sigma: 2 uS)', 'a = normal(sigma = 2 uS)'],
  ['K123', 'a = true', 'a = yes'],
  ['K123', 'a = [False, 1]', 'a = [no, 1]'],
  ['K124', 'a == 1', 'a = 1'],
  ['K124', 'a := 1', 'a = 1'],
  ['K124', 'a => 1', 'a = 1'],
  ['K124', 'require accuracy ≥ 95 %', 'require accuracy >= 95 %'],
  ['K124', 'require accuracy => 95 %', 'require accuracy >= 95 %'],
  ['K125', "a = npz('w.npz')", 'a = npz("w.npz")'],
  ['K125', 'a = npz(“w.npz”)', 'a = npz("w.npz")'],
  ['K126', '"bits" = 8', 'bits = 8'],
  ['K126', 'a = "10 kohm"', 'a = 10 kohm'],
  ['K126', 'plot "p" { x = y }', 'plot p { x = y }'],
  ['K127', 'a = 5 percent of target', 'a = 5 % of target'],
  ['K128', 'a = 0,05', 'a = 0.05'],
  ['K128', 'a = normal(sigma = 0,05)', 'a = normal(sigma = 0.05)'],
  ['K128', 'a = 1_000', 'a = 1000'],
  ['K129', 'a = −5', 'a = -5'],
  ['K130', 'a = 4-10', 'a = 4 to 10'],
  ['K130', 'a = 4..10', 'a = 4 to 10'],
  ['K130', 'a = 4 % – 10 %', 'a = 4 % to 10 %'],
  ['K130', 'a = 0:0.1:1', 'a = 0 to 1 step 0.1'],
  ['K130', 'a = 4 uS-10 uS', 'a = 4 uS to 10 uS'],
  ['K131', 'on-off-ratio = 20', 'on_off_ratio = 20'],
  ['K131', '_a = 20', 'a = 20'],
  ['K132', 'array = { size = 1 x 1 }', 'array { size = 1 x 1 }'],
  ['K135', 'a = 3*3', 'a = 3 x 3'],
  ['K103', 'bits 8', 'bits = 8'],
  ['K103', 'a = normal(sigma 8)', 'a = normal(sigma = 8)'],
  ['K104', 'a = [1 2]', 'a = [1, 2]'],
  ['K104', 'a = 1 b = 2', 'a = 1, b = 2'],
  ['K105', 'a = normal(sigma = 8', 'a = normal(sigma = 8)'],
  ['K105', 'a = [1, 2', 'a = [1, 2]'],
  ['K107', 'a = [1, 2]]', 'a = [1, 2]'],
  ['K107', 'a = [1, 2)', 'a = [1, 2]'],
  ['K112', 'a = npz("w.npz)', 'a = npz("w.npz")'],
  ['K113', 'a = @5', 'a = 5'],
];

describe('habits', () => {
  it.each(cases)('%s: %s', (code, line, expected) => {
    const { codes, mended } = mend(`experiment e {\n  ${line}\n}\n`);
    expect(codes).toEqual([code]);
    expect(mended).toBe(`experiment e {\n  ${expected}\n}\n`);
    expect(parse({ uri: 'test.kir', text: mended }).diagnostics).toEqual([]);
  });

  it('mends missing braces', () => {
    const { codes, mended } = mend('device a {\n  b = 1\n\ndevice c {\n  d = 2\n}\n');
    expect(codes).toEqual(['K106']);
    expect(mended).toBe('device a {\n  b = 1\n}\n\ndevice c {\n  d = 2\n}\n');
    const opened = mend('device a\n  b = 1\n}\n');
    expect(opened.codes).toEqual(['K108']);
    expect(opened.mended).toBe('device a {\n  b = 1\n}\n');
  });

  it('does not take decimal commas for granted in lists', () => {
    expect(mend('experiment e { a = [1,2,5], b = fixed(0,1) }').codes).toEqual([]);
  });

  it('leaves labels of layers alone', () => {
    expect(mend('network n { layers { fc1: dense(3), act: relu } }').codes).toEqual([]);
  });
});
