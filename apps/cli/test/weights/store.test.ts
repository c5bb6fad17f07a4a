import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanNetwork } from '@kirchhoff/plan';
import { misfitOf } from '../../src/weights/fit.js';
import { findWeights, keepWeights } from '../../src/weights/store.js';
import { scratch } from '../scratch.js';

const folder = scratch();
const network: PlanNetwork = {
  nodes: [
    { op: 'input', name: 'input', inputs: [], shape: [2] },
    { op: 'dense', name: 'fc', inputs: ['input'], shape: [3], ordinal: 0, inputSize: 2, outputSize: 3 },
  ],
  source: null,
  weights: null,
};
const weights = {
  'fc.weights': { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
  'fc.bias': { shape: [3], data: Float32Array.of(0.1, 0.2, 0.3) },
};
const epoch = {
  training: 't',
  repeat: 0,
  epoch: 1,
  learningRate: 1e-3,
  trainingLoss: 0.5,
  trainingAccuracy: 0.8,
  testAccuracy: null,
  testLoss: null,
  gradientNorm: 1,
  noiseStrength: 0,
  layers: { fc: { weightSpread: 0.3, maxWeight: 0.5, weightNoise: 0 } },
};

describe('weights kept', () => {
  it('come back with their log', () => {
    expect(findWeights(folder, 'a', network)).toEqual({ kind: 'missing' });
    keepWeights(folder, 'a', { weights, epochs: [epoch] });
    expect(findWeights(folder, 'a', network)).toEqual({
      kind: 'found',
      stored: { weights, epochs: [epoch] },
    });
  });

  it.each([
    ['a flipped bit', (bytes: Buffer) => ((bytes[90]! ^= 1), bytes)],
    ['a truncated file', (bytes: Buffer) => bytes.subarray(0, bytes.length - 5)],
    ['an empty file', () => Buffer.alloc(0)],
  ])('are broken after %s', (_, damage) => {
    keepWeights(folder, 'b', { weights, epochs: [] });
    const file = join(folder, 'b.npz');
    writeFileSync(file, damage(readFileSync(file)));
    expect(findWeights(folder, 'b', network)).toMatchObject({ kind: 'broken', file });
  });

  it('are broken where the note is, missing where it is not there', () => {
    keepWeights(folder, 'c', { weights, epochs: [] });
    writeFileSync(join(folder, 'c.json'), '{');
    expect(findWeights(folder, 'c', network).kind).toBe('broken');
    rmSync(join(folder, 'c.json'));
    expect(findWeights(folder, 'c', network).kind).toBe('missing');
  });
});

it('names the first array that does not fit', () => {
  expect(misfitOf(weights, network)).toBeUndefined();
  expect(misfitOf({ 'fc.weights': weights['fc.weights'] }, network)).toEqual({
    layer: 'fc',
    array: 'fc.bias',
    expected: '3',
    found: 'missing',
  });
  const turned = { ...weights, 'fc.weights': { ...weights['fc.weights'], shape: [3, 2] } };
  expect(misfitOf(turned, network)).toMatchObject({ expected: '2 x 3', found: '3 x 2' });
  const infinite = { ...weights, 'fc.bias': { shape: [3], data: Float32Array.of(0, NaN, 1) } };
  expect(misfitOf(infinite, network)?.found).toBe('not finite everywhere');
});
