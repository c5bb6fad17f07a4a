import type { Diagnostic, Origin } from '@kirchhoff/model';
import { applyFix } from '../../src/diagnostics/fix.js';
import { diagnosticToJson } from '../../src/diagnostics/json.js';
import { renderDiagnostic } from '../../src/diagnostics/render.js';

const uri = 'pilot.kir';

function find(text: string, part: string, from = 0): Origin {
  const start = text.indexOf(part, from);
  return { uri, start, end: start + part.length };
}

const plain = { severity: 'error', related: [], notes: [], fixes: [] } as const;

function render(diagnostic: Partial<Diagnostic>, text: string): string[] {
  const whole = { ...plain, code: 'K301', title: 'title', ...diagnostic };
  return renderDiagnostic(whole, () => text).split('\n');
}

describe('renderDiagnostic', () => {
  it('draws the frame of language.md section 5', () => {
    const text = 'device hfo2 {\n  on_state     = 0.2 V\n}\n';
    const lines = render(
      {
        title: 'on_state needs a resistance or a conductance, but 0.2 V is a voltage',
        mark: { origin: find(text, '0.2 V'), label: 'a voltage' },
        related: [{ origin: find(text, 'device hfo2'), label: '' }],
        notes: [
          { kind: 'see', text: 'a read voltage belongs to the chip:  inputs { read_voltage = 0.2 V }' },
          { kind: 'why', text: 'on_state says how well a cell conducts in its low-resistance state' },
        ],
        fixes: [{ text: 'write for example  10 kohm  or  100 uS' }],
      },
      text,
    );
    expect(lines).toEqual([
      'error[K301]: on_state needs a resistance or a conductance, but 0.2 V is a voltage',
      '  --> pilot.kir:2:18',
      '   |',
      ' 1 | device hfo2 {',
      ' 2 |   on_state     = 0.2 V',
      '   |                  ^^^^^ a voltage',
      '   |',
      '   = why: on_state says how well a cell conducts in its low-resistance state',
      '   = fix: write for example  10 kohm  or  100 uS',
      '   = see: a read voltage belongs to the chip:  inputs { read_voltage = 0.2 V }',
    ]);
  });

  it('puts related marks, gaps and wide line numbers', () => {
    const text = `${'\n'.repeat(15)}  require yield(accuracy_loss < 1 %) >= 95 %\n\n\n  trials     = 50\n`;
    const lines = render(
      {
        mark: { origin: find(text, '50'), label: 'too few' },
        related: [{ origin: find(text, '>= 95 %'), label: 'the requirement' }],
      },
      text,
    );
    expect(lines).toEqual([
      'error[K301]: title',
      '   --> pilot.kir:19:16',
      '    |',
      ' 16 |   require yield(accuracy_loss < 1 %) >= 95 %',
      '    |                                      ------- the requirement',
      '...',
      ' 19 |   trials     = 50',
      '    |                ^^ too few',
    ]);
  });

  it('aligns the meanings of several fixes', () => {
    const lines = render(
      {
        fixes: [
          { text: '5 % of target', meaning: 'one' },
          { text: '2 uS', meaning: 'two' },
        ],
      },
      '',
    );
    expect(lines).toEqual([
      'error[K301]: title',
      '   = fix: 5 % of target   one',
      '          2 uS            two',
    ]);
  });

  it('shows marks of other files below', () => {
    const mark = { origin: { uri: 'a.kir', start: 0, end: 1 }, label: 'here' };
    const related = [{ origin: { uri: 'b.kir', start: 2, end: 3 }, label: 'there' }];
    const text = renderDiagnostic(
      { ...plain, code: 'K1', title: 't', mark, related },
      (name) => `x\n${name}`,
    );
    expect(text.split('\n').slice(1)).toEqual([
      '  --> a.kir:1:1',
      '   |',
      ' 1 | x',
      '   | ^ here',
      '  ::: b.kir:2:1',
      '   |',
      ' 2 | b.kir',
      '   | - there',
    ]);
  });

  it('counts columns of tabs and wide letters', () => {
    const text = '\ta = 芯片 bad';
    const lines = render({ mark: { origin: find(text, 'bad'), label: '' } }, text);
    expect(lines.slice(1)).toEqual([
      '  --> pilot.kir:1:9',
      '   |',
      ' 1 |     a = 芯片 bad',
      '   |              ^^^',
    ]);
  });

  it('cuts long lines around the mark and marks the first line of a long range', () => {
    const text = `${'x'.repeat(500)} bad ${'y'.repeat(500)}\nmore`;
    const lines = render({ mark: { origin: { uri, start: 501, end: text.length }, label: 'here' } }, text);
    expect(lines[3].length).toBeLessThan(130);
    expect(lines[4].indexOf('^')).toBe(lines[3].indexOf('bad'));
  });

  it('colours for terminals', () => {
    const diagnostic = {
      ...plain,
      code: 'K1',
      title: 't',
      mark: { origin: { uri, start: 0, end: 1 }, label: '' },
    };
    expect(renderDiagnostic(diagnostic, () => 'x', { color: true })).toContain(
      '\u001b[1;31merror[K1]\u001b[0m',
    );
  });
});

describe('applyFix', () => {
  it('replaces the range', () => {
    expect(applyFix('bits: 8', { text: ' =', origin: { uri, start: 4, end: 5 } })).toBe('bits = 8');
    expect(applyFix('bits: 8', { text: 'say more' })).toBeUndefined();
    expect(applyFix('bits', { text: '', origin: { uri, start: 2, end: 9 } })).toBeUndefined();
  });
});

describe('diagnosticToJson', () => {
  it('adds lines and columns', () => {
    const diagnostic = {
      ...plain,
      code: 'K1',
      title: 't',
      mark: { origin: { uri, start: 2, end: 3 }, label: 'l' },
    };
    expect(diagnosticToJson(diagnostic, () => 'a\nbc')).toMatchObject({
      range: { uri, start: { line: 2, column: 1, offset: 2 }, end: { line: 2, column: 2 } },
      label: 'l',
    });
  });
});
