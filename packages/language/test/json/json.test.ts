import * as fc from 'fast-check';
import { format } from '../../src/format/format.js';
import { fromJson } from '../../src/json/read.js';
import { toJson } from '../../src/json/write.js';
import { parse } from '../../src/syntax/parse.js';
import { program } from '../format/arbitrary.js';
import { samples } from '../syntax/samples.js';

function read(text: string) {
  return fromJson({ uri: 'study.json', text });
}

function codes(text: string): string[] {
  return read(text).diagnostics.map(({ code }) => code);
}

describe('the JSON image', () => {
  it.each(samples)('comes back the same for $uri', ({ uri, text }) => {
    const tree = parse({ uri, text }).program;
    const image = JSON.stringify(toJson(tree));
    const back = read(image);
    expect(back.diagnostics).toEqual([]);
    expect(back.text).toBe(format(tree));
    expect(JSON.stringify(toJson(back.program ?? tree))).toBe(image);
  });

  it('comes back the same for any program', () => {
    fc.assert(
      fc.property(program, (tree) => {
        const back = read(JSON.stringify(toJson(tree)));
        expect(back.diagnostics).toEqual([]);
        expect(back.text).toBe(format(tree));
      }),
      { numRuns: 300 },
    );
  });

  it('is plain enough to be written by a script', () => {
    const study = {
      kirVersion: 1,
      declarations: [
        {
          block: 'device',
          name: 'hfo2',
          body: [
            { field: 'on_state', value: { number: 10, unit: 'kohm' } },
            { field: 'on_off_ratio', value: 20 },
            {
              field: 'programming_variation',
              value: {
                call: 'normal',
                arguments: [{ name: 'sigma', value: { number: 5, unit: '%', of: 'target' } }],
              },
            },
            { field: 'clip', value: false },
          ],
        },
      ],
    };
    expect(read(JSON.stringify(study)).text).toBe(
      [
        'device hfo2 {',
        '  on_state              = 10 kohm',
        '  on_off_ratio          = 20',
        '  programming_variation = normal(sigma = 5 % of target)',
        '  clip                  = no',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('reports what is no JSON at the place', () => {
    const fault = (text: string) => read(text).diagnostics[0]?.mark?.origin.start;
    expect(fault('')).toBe(0);
    expect(fault('{"a": }')).toBe(6);
    expect(fault('{"a": 1,}')).toBe(8);
    expect(fault('[1, 2')).toBe(5);
    expect(fault('{"a": 1} x')).toBe(9);
    expect(fault("{'a': 1}")).toBe(1);
    expect(codes('[1 2]')).toEqual(['K160']);
    expect(codes('['.repeat(1_000_000))).toEqual(['K160']);
  });

  it('finds a place in everything that the JSON reader refuses', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', '}', ',', '"', 'x', ':'), (json, at, sign) => {
        const position = at % (json.length + 1);
        const text = json.slice(0, position) + sign + json.slice(position + 1);
        const found = codes(text);
        expect(found.length).toBeGreaterThan(0);
        const start = read(text).diagnostics[0].mark?.origin.start;
        if (found[0] === 'K160') expect(start).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['null', 'K161'],
    ['{}', 'K162'],
    ['{"kirVersion": 2}', 'K162'],
    ['{"kirVersion": 1}', 'K161'],
    ['{"kirVersion": 1, "declarations": [{"block": "a b"}]}', 'K161'],
    ['{"kirVersion": 1, "declarations": [{"block": "a", "boddy": []}]}', 'K161'],
    ['{"kirVersion": 1, "declarations": [{"let": "a", "value": null}]}', 'K161'],
    ['{"kirVersion": 1, "declarations": [{"let": "a", "value": {"text": "a\\"b"}}]}', 'K161'],
    ['{"kirVersion": 1, "declarations": [{"let": "a", "value": {"shape": [1.5, 2]}}]}', 'K161'],
    ['{"kirVersion": 1, "declarations": [{"let": "a", "value": 1, "above": ["x\\ny"]}]}', 'K161'],
    ['{"kirVersion": 1, "declarations": [{"let": "a", "value": "x }\\ndevice b {"}]}', 'K161'],
    [
      `{"kirVersion": 1, "declarations": [{"let": "a", "value": ${'['.repeat(5000)}${']'.repeat(5000)}}]}`,
      'K161',
    ],
    ['{"kirVersion": 1, "declarations": [{"let": "from", "value": 1}]}', 'K109'],
  ])('refuses %.90s', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });
});
