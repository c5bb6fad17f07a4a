import { freshBuffers, keptBuffers } from '../../src/graph/buffers.js';

describe('kept buffers', () => {
  it('hand out what was given back, by length', () => {
    const { take, give, made } = keptBuffers(1000);
    const [a, b] = [take(10), take(20)];
    give(a);
    expect(take(20)).not.toBe(b);
    expect(take(10)).toBe(a);
    expect(made()).toBe(3);
  });

  it('take nothing twice, and nothing from elsewhere', () => {
    const { take, give, made } = keptBuffers(1000);
    const a = take(4);
    give(a);
    give(a);
    give(new Float32Array(4));
    expect(take(4)).toBe(a);
    expect(take(4)).not.toBe(a);
    expect(made()).toBe(2);
  });

  it('hold no more than their limit', () => {
    const { take, give, made } = keptBuffers(100);
    const all = [take(10), take(10), take(10)];
    all.forEach(give);
    expect(take(10)).toBe(all[2]);
    expect(take(10)).not.toBe(all[0]);
    expect(made()).toBe(4);
  });
});

it('fresh buffers are new every time', () => {
  const { take, give, made } = freshBuffers();
  const a = take(3);
  give(a);
  expect(take(3)).not.toBe(a);
  expect(made()).toBe(2);
});
