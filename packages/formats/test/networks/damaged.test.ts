import { readKeras, readOnnx, readTfjs } from '../../src/index.js';
import { failsCleanly, failureOf } from '../failureOf.js';
import { smallKeras, smallTfjs } from './keras-files.js';
import { smallOnnx } from './onnx-file.js';

const { model, weights } = smallTfjs();
const files: readonly (readonly [string, Uint8Array, (bytes: Uint8Array) => unknown])[] = [
  ['an ONNX file', smallOnnx(), (bytes) => readOnnx(bytes)],
  ['a Keras file', smallKeras(), (bytes) => readKeras(bytes)],
  ['a model.json', model, (bytes) => readTfjs(bytes, () => weights)],
];
const full = process.env['KIRCHHOFF_FULL'] !== undefined;

describe.each(files)('%s', (_name, bytes, read) => {
  it('is read', () => {
    expect(read(bytes)).toHaveProperty('graph');
  });

  it('fails cleanly with any byte changed', () => {
    const step = full ? 1 : Math.ceil(bytes.length / 800);
    for (let at = 0; at < bytes.length; at += step)
      for (const flip of full ? [1, 0x10, 0x80, 0xff] : [1, 0xff]) {
        const changed = bytes.slice();
        changed[at]! ^= flip;
        expect(failsCleanly(() => read(changed))).toBe(true);
      }
  });

  it('fails cleanly with any four bytes made large', () => {
    const step = full ? 1 : Math.ceil(bytes.length / 500);
    for (let at = 0; at < bytes.length - 4; at += step) {
      const changed = bytes.slice();
      changed.fill(0xff, at, at + 3);
      changed[at + 3] = 0x7f;
      expect(failsCleanly(() => read(changed))).toBe(true);
    }
  });

  it('is an error where it is cut off', () => {
    const step = Math.ceil(bytes.length / (full ? 4000 : 400));
    for (let length = 0; length < bytes.length; length += step)
      expect(failsCleanly(() => read(bytes.slice(0, length)))).toBe(true);
    expect(failureOf(() => read(bytes.slice(0, bytes.length >> 1))).kind).toBeDefined();
  });
});

it('says how many bytes of weights are missing beside a model.json', () => {
  const { kind, message } = failureOf(() => readTfjs(model, () => weights.slice(0, 30)));
  expect(kind).toBe('truncated');
  expect(message).toContain('ends after 30 bytes where');
});
