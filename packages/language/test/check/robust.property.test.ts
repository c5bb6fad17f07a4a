import fc from 'fast-check';
import { diagnose } from '../../src/check/diagnose.js';
import { showModel } from '../../src/check/show.js';
import { lex } from '../../src/syntax/lexer.js';
import { samples } from '../syntax/samples.js';
import { hostOf, sampleHost } from './host.js';

const tokens = samples.flatMap(({ uri, text }) => lex(text).tokens.map((token) => ({ uri, text, token })));

describe('a text with accidents', () => {
  it('never throws when one token stands for another', () => {
    const index = fc.integer({ min: 0, max: tokens.length - 1 });
    fc.assert(
      fc.property(index, index, (at, other) => {
        const { uri, text, token } = tokens[at];
        const broken =
          text.slice(0, token.startOffset) +
          tokens[other].token.image +
          text.slice((token.endOffset ?? 0) + 1);
        const { study } = diagnose({ uri, text: broken }, sampleHost);
        expect(showModel(study).length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  it('never throws on a heap of words', () => {
    const images = [...new Set(tokens.map(({ token }) => token.image))];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...images), { maxLength: 60 }), (words) => {
        diagnose({ uri: 'heap.kir', text: words.join(' ') }, hostOf());
      }),
      { numRuns: 200 },
    );
  });
});

describe('texts beyond all measure', () => {
  const many = (count: number, line: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => line(n)).join('\n');

  it.each([
    ['names that nothing has', many(3000, (n) => `chip c${n} { device = none${n}, adc = ideal }`), 101],
    ['a long chain of let', `${many(3000, (n) => `let v${n} = v${n + 1}`)}\nadc a { bits = v0 }`, 1],
    ['a long chain of from', many(1500, (n) => `adc a${n} from a${n + 1} { inl = 1 LSB }`), 2],
    ['one name many times', many(3000, () => 'adc a { bits = 8 }'), 101],
  ])('%s', (_name, text, reports) => {
    expect(diagnose({ uri: 'long.kir', text }, hostOf()).diagnostics.length).toBeLessThanOrEqual(reports);
  });
});
