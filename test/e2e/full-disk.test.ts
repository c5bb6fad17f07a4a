import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { expectReport, kir, scratch } from './kir.js';
import { filesWith, resultsHash, storedRows, undisturbed } from './stored.js';

const cwd = scratch();
const disk = join(cwd, 'disk');
const trials = 60;
/** Room beside the weights, as a share of the least that the results need. */
const shares = process.env.KIRCHHOFF_FULL ? [0.1, 0.3, 0.5, 0.7, 0.9] : [0.5];

const mount = (size: number): boolean =>
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', disk]).status === 0;
const unmount = (): void => void spawnSync('umount', [disk]);
const enlarge = (): void => void spawnSync('mount', ['-o', 'remount,size=4096k', disk]);

/** What a folder occupies on such a disk [KiB]. */
function occupied(folder: string): number {
  expect(mount(4096)).toBe(true);
  cpSync(folder, join(disk, 'copy'), { recursive: true });
  const { blocks, bfree, bsize } = statfsSync(disk);
  unmount();
  return ((blocks - bfree) * bsize) / 1024;
}

mkdirSync(disk, { recursive: true });
const mayMount = mount(64);
if (mayMount) unmount();
else console.warn('full disks are not tried: a small tmpfs needs the right to mount');

(mayMount ? describe : describe.skip)('a full disk', () => {
  let first: ReturnType<typeof undisturbed>;
  let weights: number;
  let whole: number;
  beforeAll(() => {
    first = undisturbed(cwd, trials);
    // However the rows of a run come together, it needs no less than the merged store.
    expect(kir(['merge', '--store', 'first'], { cwd }).status).toBe(0);
    weights = occupied(first.weights);
    whole = occupied(join(cwd, 'first'));
  });
  afterEach(unmount);

  it.each(shares)(
    'with %d of the room needed: exit 75 and a word, nothing half-written; goes on when there is room',
    (share) => {
      expect(whole - weights).toBeGreaterThan(40);
      expect(mount(4 * Math.floor((weights + share * (whole - weights)) / 4))).toBe(true);
      const store = join(disk, 'store');
      cpSync(first.weights, join(store, 'weights'), { recursive: true });
      const out = `out/${share}`;
      const full = kir(['run', 'study.kir', '--store', store, '--out', out], { cwd });
      expectReport(full);
      expect({ status: full.status, text: full.stderr }).toMatchObject({
        status: 75,
        text: expect.stringMatching(/no room|full|space/i) as string,
      });
      expect(existsSync(join(cwd, out))).toBe(false);
      expect(filesWith(store, '.part')).toEqual([]);
      enlarge();
      const kept = existsSync(join(store, 'points')) ? storedRows(store, cwd) : 0;
      // The disk may also fill after the last row, on the run's own record.
      expect(kept).toBeLessThanOrEqual(4 * trials);
      const again = kir(['run', 'study.kir', '--store', store, '--out', out], { cwd });
      expect(again.status).toBe(0);
      expect(resultsHash(join(cwd, out))).toBe(first.hash);
      expect(storedRows(store, cwd)).toBe(4 * trials);
    },
  );
});
