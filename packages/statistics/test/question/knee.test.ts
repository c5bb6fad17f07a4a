import { knee } from '../../src/question/knee.js';

const points = (...ys: number[]) => ys.map((y, x) => ({ x, y }));

describe('knee', () => {
  it('is where a frontier bends', () => {
    expect(knee(points(0, 8, 9, 9.5, 10))).toBe(1);
    expect(knee(points(0, 0.5, 5, 9.5, 10))).toBe(3);
  });

  it('is nowhere on a straight line, a level one, and between two points', () => {
    expect(knee(points(0, 1, 2, 3))).toBeUndefined();
    expect(knee(points(3, 3, 3))).toBeUndefined();
    expect(knee(points(0, 1))).toBeUndefined();
  });
});
