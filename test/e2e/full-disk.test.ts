import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expectReport, kir, scratch } from './kir.js';
import { filesWith, resultsHash, storedRows, undisturbed } from './stored.js';

const cwd = scratch();
const disk = join(cwd, 'disk');
const trials = 60;
/** Room beside the weights [KiB]. */
const rooms = process.env.KIRCHHOFF_FULL ? [24, 40, 56, 72, 88] : [40];
const weightsSize = 80;

const mount = (size: number): boolean =>
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', disk]).status === 0;
const unmount = (): void => void spawnSync('umount', [disk]);
const enlarge = (): void => void spawnSync('mount', ['-o', 'remount,size=4096k', disk]);

mkdirSync(disk, { recursive: true });
const mayMount = mount(64);
if (mayMount) unmount();
else console.warn('full disks are not tried: a small tmpfs needs the right to mount');

(mayMount ? describe : describe.skip)('a full disk', () => {
  let first: ReturnType<typeof undisturbed>;
  beforeAll(() => {
    first = undisturbed(cwd, trials);
  });
  afterEach(unmount);

  it.each(rooms)(
    'with %d KiB: exit 75 and a word, nothing half-written; goes on when there is room',
    (room) => {
      expect(mount(weightsSize + room)).toBe(true);
      const store = join(disk, 'store');
      cpSync(first.weights, join(store, 'weights'), { recursive: true });
      const out = `out/${room}`;
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
