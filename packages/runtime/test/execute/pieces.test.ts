import { type Piece, piecesOf, type Whole } from '../../src/execute/pieces.js';

/** A set of ten milliseconds an image. */
const set = (images: number, rest: Partial<Whole> = {}): Whole => ({
  cost: { draw: 1e6, image: 1e7 },
  images,
  pass: 1,
  divisible: true,
  ...rest,
});

const ofSet = (pieces: readonly Piece[], index: number): Piece[] =>
  pieces.filter((piece) => piece.set === index);

/** Longest and shortest time of workers that take the next piece when they are free. */
function times(sets: readonly Whole[], workers: number): [most: number, least: number] {
  const busy = new Array<number>(workers).fill(0);
  for (const { set: index, images } of piecesOf(sets, workers)) {
    const next = busy.indexOf(Math.min(...busy));
    busy[next]! += sets[index]!.cost.image * images[1];
  }
  return [Math.max(...busy), Math.min(...busy)];
}

describe('pieces of work', () => {
  it.each([1, 2, 3, 8])('cover every image of every set once, in order, for %d workers', (workers) => {
    const sets = [set(100), set(7), set(1), set(50, { divisible: false }), set(13)];
    const pieces = piecesOf(sets, workers);
    expect(pieces.map((piece) => piece.set)).toEqual(pieces.map((piece) => piece.set).sort());
    sets.forEach(({ images }, index) => {
      let next = 0;
      for (const { images: range } of ofSet(pieces, index)) {
        expect(range[0]).toBe(next);
        expect(range[1]).toBeGreaterThan(0);
        next += range[1];
      }
      expect(next).toBe(images);
    });
  });

  it('are whole sets while there are enough of them, and parts of the last', () => {
    const pieces = piecesOf(
      Array.from({ length: 9 }, () => set(100)),
      2,
    );
    for (let index = 0; index < 6; index++) expect(ofSet(pieces, index)).toHaveLength(1);
    expect(ofSet(pieces, 8).length).toBeGreaterThan(1);
  });

  it('of one chip keep two workers busy for as long', () => {
    const [most, least] = times([set(1000)], 2);
    expect(most / least).toBeLessThan(1.01);
  });

  it.each([2, 3, 5])('of seven chips let none of %d workers wait', (workers) => {
    const [most, least] = times(
      Array.from({ length: 7 }, () => set(400)),
      workers,
    );
    expect(most / least).toBeLessThan(1.15);
  });

  it('hold whole passes, and become smaller towards the end', () => {
    const sizes = piecesOf([set(205, { pass: 20 })], 2).map(({ images: [, count] }) => count);
    expect(sizes.slice(0, -1).filter((count) => count % 20 !== 0)).toEqual([]);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThanOrEqual(40);
    expect(sizes.at(-2)).toBe(20);
  });

  it.each([2, 3])('of passes let none of %d workers wait for longer than one', (workers) => {
    const sets = Array.from({ length: 3 }, () => set(250, { pass: 20 }));
    const [most, least] = times(sets, workers);
    expect(most - least).toBeLessThanOrEqual(20 * 1e7);
  });

  it('are not cut for one worker, where a chip takes longer to draw than its images, or where its images belong together', () => {
    expect(piecesOf([set(100)], 1)).toHaveLength(1);
    expect(piecesOf([set(100, { cost: { draw: 1e9, image: 1e7 } })], 2)).toHaveLength(1);
    expect(piecesOf([set(100, { divisible: false })], 2)).toHaveLength(1);
  });

  it('are not smaller than what it costs to hand them out', () => {
    expect(piecesOf([set(10, { cost: { draw: 0, image: 1e5 } })], 2)).toHaveLength(1);
  });
});
