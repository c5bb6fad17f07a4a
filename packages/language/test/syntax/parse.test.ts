import { renderDiagnostic } from '../../src/diagnostics/render.js';
import type { Block, Element, Field, Find } from '../../src/syntax/ast.js';
import { parse } from '../../src/syntax/parse.js';
import { samples } from './samples.js';

function program(text: string) {
  const { program: tree, diagnostics } = parse({ uri: 'test.kir', text });
  expect(diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, () => text))).toEqual([]);
  return tree;
}

function items(text: string) {
  const [block] = program(`experiment e {\n${text}\n}`).declarations as Block[];
  return block.body?.items ?? [];
}

function value(text: string) {
  return (items(`a = ${text}`)[0] as Field).value;
}

describe('parse', () => {
  it.each(samples)('reads $uri', ({ uri, text }) => {
    const { program: tree, cst, diagnostics } = parse({ uri, text });
    expect(diagnostics).toEqual([]);
    expect(tree.declarations.length).toBeGreaterThan(0);
    expect(cst.name).toBe('program');
  });

  it('gives every node the range it was written in', () => {
    const text = 'device d {\n  on_state = 10 kohm\n}\n';
    const block = program(text).declarations[0] as Block;
    const field = block.body?.items[0] as Field;
    const written = ({ origin }: { origin: { start: number; end: number } }) =>
      text.slice(origin.start, origin.end);
    expect(written(block)).toBe(text.trimEnd());
    expect(written(field)).toBe('on_state = 10 kohm');
    expect(field.value && written(field.value)).toBe('10 kohm');
    expect(written(field.path)).toBe('on_state');
  });

  it('reads quantities, also glued, with bases', () => {
    expect(value('10kohm')).toMatchObject({ number: { text: '10', value: 10 }, unit: { text: 'kohm' } });
    expect(value('5% of target')).toMatchObject({ unit: { text: '%' }, of: { text: 'target' } });
    expect(value('-1.5e-3')).toMatchObject({ kind: 'quantity', number: { value: -0.0015 } });
    expect(value('.5')).toMatchObject({ number: { text: '0.5', value: 0.5 } });
    expect(value('100 µS')).toMatchObject({ unit: { text: 'µS' } });
    expect(value('10 kΩ')).toMatchObject({ unit: { text: 'kΩ' } });
  });

  it('reads ranges and sizes', () => {
    expect(value('0 % to 30 % of target step 5 %')).toMatchObject({
      kind: 'span',
      step: { number: { value: 5 } },
    });
    expect(value('1 to 1000 in 7 log points')).toMatchObject({
      points: { count: { number: { value: 7 } }, log: true },
    });
    expect(value('28 x 28 x 1')).toMatchObject({ kind: 'shape', sizes: [28, 28, 1], text: '28 x 28 x 1' });
    expect(value('128×128')).toMatchObject({ kind: 'shape', sizes: [128, 128] });
    expect(value('3x3')).toMatchObject({ kind: 'shape', sizes: [3, 3] });
  });

  it('takes words of ranges and units as names where they are names', () => {
    expect(value('step(start = 1, every = 10 epochs)')).toMatchObject({ kind: 'reference' });
    expect(value('log')).toMatchObject({ kind: 'reference' });
    const [of, step] = items('of = sigma_study\nstep = 3 points') as Field[];
    expect(of.path.names[0].text).toBe('of');
    expect(step.value).toMatchObject({ unit: { text: 'points' } });
  });

  it('reads layers with labels, calls, bodies and finds', () => {
    const [dense, plot, find] = items(
      'fc1: dense(10, softmax)\nplot p { x = sigma }\nfind largest a.b as c in 0 to 1 within 2 %',
    );
    expect((dense as Element).label?.text).toBe('fc1');
    expect((plot as Element).name?.text).toBe('p');
    expect(find as Find).toMatchObject({
      goal: 'largest',
      as: { text: 'c' },
      within: { number: { value: 2 } },
    });
  });

  it('keeps conditions in calls', () => {
    expect(value('yield(accuracy_loss < 1 %)')).toMatchObject({
      arguments: [{ compare: { operator: '<', bound: { number: { value: 1 } } } }],
    });
  });

  it('does not mind line ends, marks of byte order, tabs, brackets over lines and braces on the next line', () => {
    const text = '\uFEFFdevice d\r\n{\r\n\ta = [1,\r\n\t\t2,\r\n\t]\r\n\tb = f(\r\n x = 1\r\n)\r\n}\r';
    const block = program(text).declarations[0] as Block;
    expect(block.body?.items).toHaveLength(2);
  });

  it('hands comments to their neighbours', () => {
    const text = [
      '# title',
      '',
      '# about d',
      'device d {   # opening',
      '  # above a',
      '  a = [1,  # inside',
      '    2]  # behind a',
      '',
      '  b = 3',
      '  # below',
      '}  # behind d',
      '# last',
    ].join('\n');
    const tree = program(text);
    const block = tree.declarations[0] as Block;
    const [a, b] = block.body?.items ?? [];
    expect(block.trivia.above).toMatchObject([{ text: 'title', blankAfter: true }, { text: 'about d' }]);
    expect(block.trivia.behind?.text).toBe('behind d');
    expect(block.body?.opening?.text).toBe('opening');
    expect(a.trivia.above.map(({ text: comment }) => comment)).toEqual(['above a', 'inside']);
    expect(a.trivia.behind?.text).toBe('behind a');
    expect(b.trivia.blankBefore).toBe(true);
    expect(block.body?.below.map(({ text: comment }) => comment)).toEqual(['below']);
    expect(tree.below.map(({ text: comment }) => comment)).toEqual(['last']);
  });

  it.each(['\n', '\r\n', '\r'])('tells a blank line from a line end written as %j', (end) => {
    const text = ['# apart', '', '# about d', 'device d { a = 1 }', 'device e { a = 1 }', '', 'device f', ''];
    const [d, e, f] = program(text.join(end)).declarations;
    expect(d.trivia.above.map(({ blankAfter }) => blankAfter ?? false)).toEqual([true, false]);
    expect([e.trivia.blankBefore, f.trivia.blankBefore]).toEqual([false, true]);
  });

  it('keeps what is readable of a broken text', () => {
    const { program: tree, diagnostics } = parse({
      uri: 'test.kir',
      text: 'device a {\n  x = = 3\n  y = 4\n}\ndevice b { z = 5 }\n',
    });
    expect(diagnostics).toHaveLength(1);
    expect(tree.declarations).toHaveLength(2);
    expect((tree.declarations[0] as Block).body?.items).toMatchObject([
      { path: { names: [{ text: 'x' }] } },
      {},
    ]);
  });

  it('shows an example where a value is missing, if it is given one', () => {
    const source = { uri: 'study.kir', text: 'adc a {\n  bits =\n}\n' };
    const [diagnostic] = parse(source, { exampleOf: () => '8' }).diagnostics;
    expect(diagnostic).toMatchObject({ code: 'K101', fixes: [{ text: 'for example  bits = 8' }] });
  });
});
