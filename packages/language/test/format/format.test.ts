import { formatText } from '../../src/format/format.js';
import { samples } from '../syntax/samples.js';

function formatted(text: string): string | undefined {
  return formatText({ uri: 'test.kir', text }).text;
}

const squeeze = (text: string): string => text.replace(/[ \n]+/g, ' ');

describe('format', () => {
  it.each(samples)('changes blanks only in $uri', ({ text }) => {
    const once = formatted(text) ?? '';
    expect(squeeze(once)).toBe(squeeze(text));
    expect(formatted(once)).toBe(once);
  });

  it('sets names, equals signs and comments in columns', () => {
    const text =
      'device  d from a.b{ # x\non_state=10kohm # the same\n levels = 16#why\n\n b=1,c=[1,2,]\n}\nadc a {bits=8}';
    expect(formatted(text)).toBe(
      [
        'device d from a.b {   # x',
        '  on_state = 10 kohm   # the same',
        '  levels   = 16        # why',
        '',
        '  b = 1',
        '  c = [1, 2]',
        '}',
        '',
        'adc a { bits = 8 }',
        '',
      ].join('\n'),
    );
  });

  it('aligns across one-line items, not across blocks and blank lines', () => {
    const text = 'experiment e {\ntrain = t\nuntil a > 1\nconfidence = 95 %\nsweep {\na = 1\n}\nb = 2\n}';
    expect(formatted(text)).toContain(
      '  train      = t\n  until a > 1\n  confidence = 95 %\n  sweep {\n    a = 1\n  }\n  b = 2\n',
    );
  });

  it('breaks bodies and lists that do not fit a line', () => {
    const list = Array.from({ length: 60 }, (_value, index) => index).join(', ');
    const text = `chip c { array { a = [${list}] } }\n`;
    const once = formatted(text) ?? '';
    expect(Math.max(...once.split('\n').map((line) => line.length))).toBeLessThanOrEqual(115);
    expect(formatted(once)).toBe(once);
  });

  it('can order the items of a block, comments go along', () => {
    const text = 'chip c {\n  # about b\n  b = 1\n  a = 2   # two\n}\n';
    const order = (path: readonly string[], name: string) => (path.join() === 'chip' && name === 'a' ? 0 : 1);
    const { text: sorted } = formatText({ uri: 'test.kir', text }, { order });
    expect(sorted).toBe('chip c {\n  a = 2   # two\n  # about b\n  b = 1\n}\n');
  });

  it('refuses a broken text', () => {
    const { text, diagnostics } = formatText({ uri: 'test.kir', text: 'device d {\n  a =\n}\n' });
    expect(text).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
  });
});
