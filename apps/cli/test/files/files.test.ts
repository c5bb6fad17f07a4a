import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { bytesHash, fileHash } from '../../src/files/file-hash.js';
import { readBytes } from '../../src/files/read-bytes.js';
import { writeWhole } from '../../src/files/write.js';
import { scratch } from '../scratch.js';

const folder = scratch();

it('writes a file whole, with its folder, and leaves no temporary file', () => {
  writeWhole(join(folder, 'a/b/c.txt'), 'one');
  writeWhole(join(folder, 'a/b/c.txt'), 'two');
  expect(readFileSync(join(folder, 'a/b/c.txt'), 'utf8')).toBe('two');
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['c.txt']);
});

it('keeps links and permissions', () => {
  writeFileSync(join(folder, 'real'), 'old');
  chmodSync(join(folder, 'real'), 0o600);
  symlinkSync('real', join(folder, 'link'));
  writeWhole(join(folder, 'link'), 'new');
  expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
  expect(statSync(join(folder, 'real')).mode & 0o777).toBe(0o600);
});

it('cleans up when the file cannot be put in place', () => {
  mkdirSync(join(folder, 'taken/inside'), { recursive: true });
  expect(() => writeWhole(join(folder, 'taken'), 'x')).toThrow();
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
});

it('hashes and reads bytes', () => {
  const data = Uint8Array.from({ length: 3_000_000 }, (_, i) => i % 251);
  writeFileSync(join(folder, 'data'), data);
  const expected = createHash('sha256').update(data).digest('hex');
  expect(fileHash(join(folder, 'data'))).toBe(expected);
  expect(bytesHash(data.subarray(0, 10), data.subarray(10))).toBe(expected);
  expect(bytesHash(readBytes(join(folder, 'data')))).toBe(expected);
  expect([...readBytes(join(folder, 'data'), 5)]).toEqual([0, 1, 2, 3, 4]);
});
