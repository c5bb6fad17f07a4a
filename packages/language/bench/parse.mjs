import { readFileSync } from 'node:fs';
import { alternate, held } from '../../../bench/measure.mjs';
import { format, parse } from '../dist/index.js';
import { lex } from '../dist/syntax/lexer.js';

const sample = readFileSync(
  new URL('../test/syntax/samples/1-mnist-mlp-variation.kir', import.meta.url),
  'utf8',
);
const lines = 5000;
const limit = 300;

function programOf(count) {
  const size = sample.split('\n').length - 1;
  return sample.repeat(Math.ceil(count / size));
}

/** Times of the front end on one long text, each beside lexing it: no parser can be faster than its lexer. */
export function rows() {
  const text = programOf(lines);
  const shape = `${text.split('\n').length - 1} lines, ${lex(text).tokens.length} tokens`;
  const { program } = parse({ uri: 'bench.kir', text });
  const broken = text.replaceAll('on_state              =', 'on_state');
  const lexing = () => lex(text);
  const referenceMemory = held(lexing);
  const row = (name, run, more = {}) => ({
    name: `language/${name} ${lines} lines (lexing)`,
    technology: 'chevrotain',
    shape,
    ...alternate(run, lexing, 15),
    memory: held(run),
    referenceMemory,
    ...more,
  });
  return [
    row('parse', () => parse({ uri: 'bench.kir', text }), { limit }),
    row('parse faulty', () => parse({ uri: 'bench.kir', text: broken })),
    row('format', () => format(program)),
  ];
}
