import { codes } from '@kirchhoff/language';
import { readCases, reportsOf, rewriteCase } from './case.js';

const cases = readCases();
const isUpdate = process.env['UPDATE'] === '1';

describe('what the product says', () => {
  it.each(cases)('$name', (each) => {
    const reports = reportsOf(each);
    if (isUpdate) rewriteCase(each, reports);
    else expect(reports).toBe(each.expected);
  });

  it('holds a case for every code', () => {
    const said = cases.map((each) => each.expected ?? '').join('\n');
    const silent = codes.filter((code) => !said.includes(`[${code}]`));
    expect(silent).toEqual([]);
  });

  it('names every case after a code that it shows', () => {
    const misnamed = cases.filter(({ name, expected }) => {
      const code = /(?:^|\/)(K\d{3})/.exec(name)?.[1];
      return code !== undefined && !(expected ?? '').includes(`[${code}]`);
    });
    expect(misnamed.map(({ name }) => name)).toEqual([]);
  });

  it('never speaks like a compiler', () => {
    for (const { expected } of cases)
      expect(expected ?? '').not.toMatch(/unexpected token|illegal|parse error|syntax error/i);
  });
});
