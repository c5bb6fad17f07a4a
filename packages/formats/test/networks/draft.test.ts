import { draft } from '../../src/network/draft.js';
import { failureOf } from '../failureOf.js';

it('holds no more weights than memory should, though layers share them', () => {
  const made = draft();
  const weights = { shape: [2 ** 24, 1], data: new Float32Array(2 ** 24) };
  const layer = (label: string) =>
    made.node(label, { op: 'dense', inputSize: 2 ** 24, outputSize: 1 }, [], [1], { weights });
  for (let i = 0; i < 16; i++) layer(`layer_${i}`);
  expect(failureOf(() => layer('last')).message).toBe(
    "The network's layers hold more than 268,435,456 values together.",
  );
});
