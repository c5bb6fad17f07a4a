import { fold, key } from '@kirchhoff/random';
import { augmented } from '../src/augment.js';

const shape = [4, 5, 2];
const size = 40;
const images = Float32Array.from({ length: 60 * size }, (_, i) => (i % size) + 1);
const nothing = { shift: 0, flip: false, crop: 0 };

const row = (image: Float32Array, y: number): number[] => [...image.subarray(y * 10, (y + 1) * 10)];
const first = images.subarray(0, size);

/** The image moved down and right, zeros where nothing comes from. */
function moved(down: number, right: number, mirrored: boolean): Float32Array {
  const out = new Float32Array(size);
  for (let y = 0; y < 4; y++)
    for (let x = 0; x < 5; x++)
      for (let c = 0; c < 2; c++) {
        const [fromY, seen] = [y - down, x - right];
        if (fromY < 0 || fromY >= 4 || seen < 0 || seen >= 5) continue;
        const fromX = mirrored ? 4 - seen : seen;
        out[(y * 5 + x) * 2 + c] = first[(fromY * 5 + fromX) * 2 + c]!;
      }
  return out;
}

const each = (out: Float32Array): Float32Array[] =>
  Array.from({ length: 60 }, (_, i) => out.subarray(i * size, (i + 1) * size));

describe('augmentation', () => {
  it('leaves images alone where it has nothing to do', () => {
    expect(augmented(images, shape, nothing, key(1))).toEqual(images);
  });

  it('shifts every image by itself, up to so many pixels each way', () => {
    const allowed = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => moved(down, right, false).join()));
    const found = each(augmented(images, shape, { ...nothing, shift: 1 }, key(1))).map((image) =>
      image.join(),
    );
    expect(found.filter((image) => !allowed.includes(image))).toEqual([]);
    expect(new Set(found).size).toBe(9);
  });

  it('mirrors about half of the images, left to right', () => {
    const found = each(augmented(images, shape, { ...nothing, flip: true }, key(1)));
    const mirrored = moved(0, 0, true);
    const count = found.filter((image) => image.join() === mirrored.join()).length;
    expect(count + found.filter((image) => image.join() === first.join()).length).toBe(60);
    expect(count).toBeGreaterThan(15);
    expect(count).toBeLessThan(45);
    expect(row(mirrored, 0)).toEqual([9, 10, 7, 8, 5, 6, 3, 4, 1, 2]);
  });

  it('cuts images out of a border', () => {
    const allowed = [-2, -1, 0, 1, 2].flatMap((down) =>
      [-2, -1, 0, 1, 2].map((right) => moved(down, right, false).join()),
    );
    const found = each(augmented(images, shape, { ...nothing, crop: 2 }, key(2))).map((image) =>
      image.join(),
    );
    expect(found.filter((image) => !allowed.includes(image))).toEqual([]);
    expect(new Set(found).size).toBeGreaterThan(15);
  });

  it('is a function of its key', () => {
    const all = { shift: 2, flip: true, crop: 1 };
    expect(augmented(images, shape, all, key(3))).toEqual(augmented(images, shape, all, key(3)));
    expect(augmented(images, shape, all, key(3))).not.toEqual(augmented(images, shape, all, fold(key(3), 1)));
  });
});
