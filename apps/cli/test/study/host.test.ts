import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeNpz } from '@kirchhoff/formats';
import { fileHost } from '../../src/study/host.js';
import { scratch } from '../scratch.js';

const folder = scratch();
for (const name of ['lab', 'models', 'data']) mkdirSync(join(folder, name));
const main = { uri: join(folder, 'study.kir'), text: '# main' };
const host = fileHost({ models: join(folder, 'models'), data: join(folder, 'data') }, main);

describe('the world as files', () => {
  it('resolves a name beside the text that writes it, then in the folders', () => {
    writeFileSync(join(folder, 'lab/a.kir'), '# a');
    expect(host.resolve('lab/a.kir', main.uri)).toBe(join(folder, 'lab/a.kir'));
    writeFileSync(join(folder, 'models/b.kir'), '# b');
    expect(host.resolve('b.kir', main.uri)).toBe(join(folder, 'models/b.kir'));
    expect(host.resolve('none.kir', join(folder, 'lab/a.kir'))).toBe(join(folder, 'lab/none.kir'));
  });

  it('reads texts and remembers them', () => {
    expect(host.read(main.uri)).toBe('# main');
    expect(host.read(join(folder, 'lab/a.kir'))).toBe('# a');
    expect(host.read(join(folder, 'none.kir'))).toBeUndefined();
    expect([...host.texts.keys()]).toEqual([main.uri, join(folder, 'lab/a.kir')]);
  });

  it('describes tables and archives', () => {
    writeFileSync(join(folder, 'data/cells.csv'), 'target [uS],read back [uS]\n1,2\n');
    expect(host.describe({ written: 'cells.csv', from: main.uri })).toMatchObject({
      kind: 'csv',
      columns: [
        { name: 'target', unit: 'uS' },
        { name: 'read back', unit: 'uS' },
      ],
    });
    writeFileSync(
      join(folder, 'models/w.npz'),
      writeNpz([['fc.weights', { shape: [2, 1], data: new Float32Array(2) }]]),
    );
    expect(host.describe({ written: 'w.npz', from: main.uri })).toMatchObject({
      kind: 'arrays',
      arrays: { 'fc.weights': [2, 1] },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('says what is missing or broken', () => {
    expect(host.describe({ written: 'none.csv', from: main.uri })).toEqual({ kind: 'missing' });
    writeFileSync(join(folder, 'torn.npz'), 'PK');
    expect(host.describe({ written: 'torn.npz', from: main.uri })).toMatchObject({ kind: 'broken' });
    writeFileSync(join(folder, 'empty.csv'), '');
    expect(host.describe({ written: 'empty.csv', from: main.uri })).toMatchObject({ kind: 'broken' });
  });
});
