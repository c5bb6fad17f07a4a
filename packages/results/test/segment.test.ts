import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSegment, encodeSegment } from '../src/segment/encode.js';
import { readSegment } from '../src/segment/read.js';
import { writeSegment } from '../src/segment/write.js';
import { rows, scratch } from './scratch.js';

const folder = scratch();

describe('segments', () => {
  it('give back the bits that were put in, NaN and signed zero and infinity among them', async () => {
    const columns = {
      trial: Float64Array.of(5, 6, 7, 8),
      value: Float64Array.of(-0, NaN, Infinity, 0.1 + 0.2),
    };
    const back = await decodeSegment(encodeSegment(columns));
    expect(Object.keys(back).sort()).toEqual(['trial', 'value']);
    expect([...back.trial!]).toEqual([5, 6, 7, 8]);
    expect([...back.value!].map((value, index) => Object.is(value, columns.value[index]))).toEqual(
      Array(4).fill(true),
    );
  });

  it('are the same bytes for the same columns, whatever the order of their names', () => {
    const { trial, accuracy, cross_entropy } = rows(0, 99);
    const one = encodeSegment({ trial: trial!, accuracy: accuracy!, cross_entropy: cross_entropy! });
    const other = encodeSegment({ cross_entropy: cross_entropy!, accuracy: accuracy!, trial: trial! });
    expect(Buffer.compare(one, other)).toBe(0);
  });

  it('tell of a flipped bit in any byte: 200 places of 200', async () => {
    const name = await writeSegment(folder, rows(0, 63));
    const path = join(folder, name);
    const bytes = readFileSync(path);
    let found = 0;
    for (let turn = 0; turn < 200; turn++) {
      const broken = Buffer.from(bytes);
      const at = Math.floor((turn * bytes.length) / 200);
      broken[at] = broken[at]! ^ (1 << (turn % 8));
      writeFileSync(path, broken);
      if ((await readSegment(folder, name)).kind === 'broken') found++;
    }
    expect(found).toBe(200);
    writeFileSync(path, bytes);
    expect((await readSegment(folder, name)).kind).toBe('whole');
  });

  it('without a checksum, or with a torn one, are not believed', async () => {
    const name = await writeSegment(folder, rows(100, 120));
    const checksum = join(folder, `${name}.sha256`);
    const text = readFileSync(checksum, 'utf8');
    writeFileSync(checksum, text.slice(0, 40));
    expect(await readSegment(folder, name)).toMatchObject({ kind: 'broken', reason: 'its checksum differs' });
    writeFileSync(checksum, text);
    expect((await readSegment(folder, name)).kind).toBe('whole');
  });
});
