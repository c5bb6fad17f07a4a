import { blocks } from '../../src/vocabulary/blocks.js';
import { completions, fieldAt, valueCompletions } from '../../src/vocabulary/completion.js';
import { exampleOf } from '../../src/vocabulary/examples.js';
import { distance, nearest } from '../../src/vocabulary/nearest.js';
import { vocabularyOrder } from '../../src/vocabulary/order.js';
import type { BlockSpecification, Fields, ValueType } from '../../src/vocabulary/specification.js';
import { likelyUnit, unitOf } from '../../src/vocabulary/units.js';
import { parse } from '../../src/syntax/parse.js';

interface Row {
  readonly place: string;
  readonly examples: readonly string[];
  readonly text: string;
  readonly default?: string;
}

const rows: Row[] = [];
const collect = (place: string, fields: Fields): void => {
  for (const [name, field] of Object.entries(fields)) {
    rows.push({ ...field, place: `${place}.${name}` });
    const inside = (type: ValueType): void => {
      if (type.nested) collect(`${place}.${name}`, type.nested.fields);
      Object.entries(type.calls ?? {}).forEach(([call, { arguments: own }]) =>
        collect(`${place}.${name}.${call}`, own),
      );
    };
    inside(field.type);
  }
};
for (const block of Object.values<BlockSpecification>(blocks)) {
  collect(block.word, block.fields);
  Object.values(block.repeated ?? {}).forEach((nested) =>
    collect(`${block.word}.${nested.word}`, nested.fields),
  );
}

describe('the vocabulary', () => {
  it.each(rows.map((row) => [row.place, row] as const))(
    '%s has readable examples',
    (_place, { examples, default: start, text }) => {
      expect(text.length).toBeGreaterThan(5);
      for (const example of [...examples, ...(start === undefined ? [] : [start])]) {
        const line = /^([a-z_]+ )?\{/.test(example)
          ? example.startsWith('{')
            ? `y ${example}`
            : example
          : `y = ${example}`;
        expect(parse({ uri: 'row', text: `chip x {\n  ${line}\n}\n` }).diagnostics).toEqual([]);
      }
    },
  );

  it('gives completions with defaults, and words of a field', () => {
    expect(completions([]).map(({ name }) => name)).toEqual(Object.keys(blocks));
    expect(completions(['chip', 'array']).find(({ name }) => name === 'size')?.default).toBe('128 x 128');
    expect(completions(['chip', 'adc']).map(({ name }) => name)).toContain('bits');
    expect(completions(['network', 'layers']).map(({ name }) => name)).toContain('conv');
    expect(completions(['report', 'plot']).map(({ name }) => name)).toContain('series');
    expect(completions(['experiment']).map(({ name }) => name)).toContain('find');
    expect(valueCompletions(['chip', 'weights'], 'scheme').map(({ name }) => name)).toEqual([
      'differential_pair',
      'reference_column',
      'digital_offset',
    ]);
    expect(valueCompletions(['report', 'plot'], 'y').map(({ name }) => name)).toContain('median');
    expect(fieldAt(['train', 'inject'], 'redraw')?.default).toBe('every_batch');
    expect(exampleOf('bits')).toBe('8');
  });

  it('orders fields', () => {
    expect(vocabularyOrder(['chip'], 'device')).toBeLessThan(vocabularyOrder(['chip'], 'inputs'));
    expect(vocabularyOrder(['chip', 'array'], 'size')).toBe(0);
    expect(vocabularyOrder(['report', 'plot'], 'x')).toBeLessThan(vocabularyOrder(['report', 'plot'], 'y'));
    expect(vocabularyOrder(['chip'], 'nonsense')).toBe(Object.keys(blocks.chip.fields).length);
  });
});

describe('the nearest word', () => {
  const fields = Object.keys(blocks.device.fields);

  it.each([
    ['on_of_ratio', 'on_off_ratio'],
    ['onOffRatio', 'on_off_ratio'],
    ['LRS', 'on_state'],
    ['gmax', 'on_state'],
    ['HRS', 'off_state'],
    ['window', 'on_off_ratio'],
    ['variability', 'programming_variation'],
    ['telegraph_noise', 'read_noise'],
  ])('%s is %s', (word, field) => {
    expect(nearest(word, fields)).toBe(field);
  });

  it('is none where nothing is near', () => {
    expect(nearest('xyzzy', fields)).toBeUndefined();
    expect(nearest('x'.repeat(100_000), fields)).toBeUndefined();
  });

  it('counts a swap of neighbours once', () => {
    expect(distance('sgima', 'sigma')).toBe(1);
  });
});

describe('units', () => {
  it.each([
    ['kOhms', 'kohm'],
    ['kOhm', 'kohm'],
    ['KOhm', 'kohm'],
    ['Ohm', 'ohm'],
    ['MOhm', 'Mohm'],
    ['uSiemens', 'uS'],
    ['microsiemens', 'uS'],
    ['seconds', 's'],
    ['volts', 'V'],
    ['mv', 'mV'],
    ['percent', '%'],
    ['lsb', 'LSB'],
  ])('%s most likely means %s', (symbol, unit) => {
    expect(likelyUnit(symbol)).toBe(unit);
  });

  it('distinguish milli and mega', () => {
    expect(unitOf('mohm')?.exponent).toBe(-3);
    expect(unitOf('Mohm')?.exponent).toBe(6);
    expect(unitOf('furlong')).toBeUndefined();
    expect(unitOf('constructor')).toBeUndefined();
  });
});
