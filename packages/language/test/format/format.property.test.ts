import * as fc from 'fast-check';
import { format } from '../../src/format/format.js';
import { lex } from '../../src/syntax/lexer.js';
import { parse } from '../../src/syntax/parse.js';
import { samples } from '../syntax/samples.js';
import { program } from './arbitrary.js';
import { commentsOf, comparable } from './comparable.js';

describe('format', () => {
  it('gives texts that parse to the same program, keep every comment and do not change again', () => {
    fc.assert(
      fc.property(program, (tree) => {
        const text = format(tree);
        const again = parse({ uri: '', text });
        expect(again.diagnostics).toEqual([]);
        expect(comparable(again.program)).toEqual(comparable(tree));
        expect(format(again.program)).toBe(text);
      }),
      { numRuns: 1500 },
    );
  });

  it('loses no comment, wherever it stands', () => {
    const tokens = samples.flatMap(({ text }) => {
      const lexed = lex(text).tokens.map((token) => token.image);
      return [lexed];
    });
    fc.assert(
      fc.property(fc.constantFrom(...tokens), fc.infiniteStream(fc.nat(12)), (images, gaps) => {
        let round = 0;
        let depth = 0;
        let count = 0;
        const pieces = images.map((image) => {
          if (image === '(' || image === '[') depth += 1;
          if (image === ')' || image === ']') depth -= 1;
          const mayBreak = image === '\n' || image === '{' || image === ',' || image === '(' || image === '[';
          const gap = gaps.next().value ?? 0;
          const isLineEnd = image === '\n';
          round += 1;
          if (!mayBreak || gap > 3 || (depth > 0 && isLineEnd)) return image;
          count += 1;
          const comment = ` # c${round}\n`;
          return isLineEnd ? comment : `${image}${comment}`;
        });
        const { program: tree, diagnostics } = parse({ uri: '', text: pieces.join(' ') });
        expect(diagnostics).toEqual([]);
        const once = format(tree);
        const twice = parse({ uri: '', text: once });
        expect(commentsOf(tree)).toHaveLength(count);
        expect(commentsOf(twice.program)).toEqual(commentsOf(tree));
        expect(format(twice.program)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
});
