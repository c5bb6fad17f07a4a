import { csvHeadings, readCsv } from '../src/index.js';
import { failureOf } from './failureOf.js';
import { bytes, gz, text } from './samples.js';
import { startProcessor } from '../../../test/processor/seconds.js';

const measured = 'target [uS], mean (µS), sample\n# measured on Monday\n1.5, 2e0, A1\n\n-3,+.5,A2\n';

describe('readCsv', () => {
  it('reads named columns with units, skipping comments and blank lines', () => {
    for (const content of [measured, text(measured), gz(text(measured))]) {
      const { columns, rows } = readCsv(content, { columns: ['mean', 'target'] });
      expect(rows).toBe(2);
      expect(columns).toEqual([
        { name: 'mean', unit: 'µS', values: Float64Array.of(2, 0.5) },
        { name: 'target', unit: 'uS', values: Float64Array.of(1.5, -3) },
      ]);
    }
  });

  it('knows tables without headings', () => {
    const { columns } = readCsv('0,1\r\n2,3\r\n');
    expect(columns).toEqual([
      { name: '1', values: Float64Array.of(0, 2) },
      { name: '2', values: Float64Array.of(1, 3) },
    ]);
  });

  it.each([
    ['semicolons', 'a;b\n1;2\n'],
    ['semicolons below a comment', '# one, two\n\n a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['quotation marks', '"a","b"\n"1","2"\n'],
    ['a byte order mark', '\ufeffa,b\n1,2'],
  ])('reads %s', (_name, content) => {
    expect(readCsv(text(content)).columns.map(({ name, values }) => [name, values[0]])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('reads Latin-1 where the bytes are no UTF-8', () => {
    expect(csvHeadings(bytes(0x47, 0x5b, 0xb5, 0x53, 0x5d, 0x0a, 0x31))).toEqual([{ name: 'G', unit: 'µS' }]);
  });

  it('reads quoted cells that hold delimiters and line ends, and counts their lines', () => {
    expect(readCsv('"a, first","b ""x"""\n1,2\n').columns.map(({ name }) => name)).toEqual([
      'a, first',
      'b "x"',
    ]);
    const failure = failureOf(() => readCsv('a,note\n1,"one\ntwo"\nx,y\n', { columns: ['a'] }));
    expect(failure.at).toEqual({ line: 4, column: 'a' });
    expect(csvHeadings('# by hand\n\n"a [V]", b\n1,2')).toEqual([{ name: 'a', unit: 'V' }, { name: 'b' }]);
  });

  it('says line, column and text where a number belongs', () => {
    const failure = failureOf(() => readCsv('a,b\n1,2\n3,broken\n'));
    expect(failure.message).toBe('Line 3, column "b": "broken" is not a number.');
    expect(failure).toMatchObject({ kind: 'not_a_number', found: '"broken"', at: { line: 3, column: 'b' } });
  });

  it('counts blank and comment lines', () => {
    expect(failureOf(() => readCsv('a,b\n# x\n\n1,2\n3,\n')).message).toBe(
      'Line 5, column "b": an empty cell is not a number.',
    );
  });

  it.each([
    ['nothing', '', 'empty'],
    ['headings alone', 'a,b\n', 'empty'],
    ['a short row', 'a,b\n1\n', 'bad_row'],
    ['a long row', 'a,b\n1,2,3\n', 'bad_row'],
    ['infinity', 'a\nInfinity\n', 'not_a_number'],
    ['an overflow', 'a\n1e999\n', 'not_a_number'],
    ['a hexadecimal number', 'a\n0x10\n', 'not_a_number'],
    ['an open quotation mark', 'a,b\n"1,2\n', 'corrupt'],
    ['zero bytes', bytes(65, 0, 66), 'bad_magic'],
  ])('reports %s', (_name, content, kind) => {
    expect(failureOf(() => readCsv(content)).kind).toBe(kind);
  });

  it('names the columns present, and a name that occurs twice', () => {
    expect(failureOf(() => readCsv('a,b\n1,2\n', { columns: ['c'] })).message).toBe(
      'The table has no column "c"; it has a, b.',
    );
    expect(failureOf(() => readCsv('a,a\n1,2\n', { columns: ['a'] })).kind).toBe('bad_header');
  });

  it('answers 10 MB of anything quickly', () => {
    const spent = startProcessor();
    const size = 10_000_000;
    expect(failureOf(() => readCsv('x'.repeat(size))).kind).toBe('oversize');
    expect(failureOf(() => readCsv('"'.repeat(900_001))).kind).toBe('corrupt');
    expect(failureOf(() => readCsv('\n'.repeat(size))).kind).toBe('empty');
    expect(failureOf(() => readCsv(',\n'.repeat(size / 2))).kind).toBe('not_a_number');
    expect(failureOf(() => readCsv(','.repeat(1_000_000))).kind).toBe('oversize');
    expect(failureOf(() => readCsv(`${'1,2\n'.repeat(size / 4)}1,x\n`)).message).toContain('Line 2500001');
    expect(spent()).toBeLessThan(20);
  });
});
