import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { recordProof } from '../../../../test/proof/record.js';
import { execute } from '../../src/execute/execute.js';
import type { RunEvent } from '../../src/events.js';
import { inputsOf, planOf } from '../study.js';

const deaths = process.env.KIRCHHOFF_FULL ? 20 : 4;
const chips = 5 * deaths;
const plan = planOf((text) => text.replace('trials = 4', `trials = ${chips}`));
const inputs = inputsOf(plan);
const folder = mkdtempSync(join(tmpdir(), 'kir-deaths-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(`${deaths} workers that end in the middle of their work cost no chip, count none twice, and change no result`, async () => {
  const undisturbed = await execute(plan, inputs, { workers: 2 });
  copyFileSync(new URL('mortal.mjs', import.meta.url), join(folder, 'mortal.mjs'));
  const worker = new URL('../../dist/worker/worker.js', import.meta.url).href;
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ worker, deaths, seed: 3 }));
  const entry = pathToFileURL(join(folder, 'mortal.mjs'));
  const crashes: RunEvent[] = [];
  const kept: string[] = [];
  const results = await execute(plan, inputs, {
    workers: 2,
    entry,
    onEvent: (event) => void (event.kind === 'worker_crash' && crashes.push(event)),
    recorded: {
      known: () => [],
      keep: ({ point, repeat }, { result }) => void kept.push(`${point} ${repeat} ${result.trial}`),
    },
  });
  expect(crashes.length).toBeGreaterThanOrEqual(deaths);
  expect(new Set(kept).size).toBe(kept.length);
  expect(kept).toHaveLength(2 * chips);
  expect(results).toEqual(undisturbed);
  recordProof('Workers that end in the middle of their work', {
    deaths: crashes.length,
    chips: kept.length,
    'chips lost or twice': kept.length - new Set(kept).size,
  });
});
