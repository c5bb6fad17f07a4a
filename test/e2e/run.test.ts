import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expectReport, kir, scratch, write } from './kir.js';
import { tiny } from './study.js';

const cwd = scratch();
const read = (...path: string[]): string => readFileSync(join(cwd, ...path), 'utf8');

beforeAll(() => {
  write(cwd, 'tiny.kir', tiny);
  write(cwd, 'other.kir', tiny.replace('seed   = 3', 'seed   = 4'));
});

describe('kir run', () => {
  it('trains, evaluates, prints every point and writes the files', () => {
    const { status, stdout, stderr } = kir(['run', 'tiny.kir', '--workers', '2'], { cwd });
    expect(stderr).not.toMatch(/error|bug/);
    expect(status).toBe(0);
    expect(stdout).toContain('95 % interval');
    expect(stdout).toContain(join('out', 'tiny', 'first.html'));
    expect(stdout.match(/40 %/g)!.length).toBeGreaterThanOrEqual(2);
    expect(stderr).toMatch(/engine/);
    for (const name of ['summary.csv', 'trials.csv', 'training.csv', 'plan.json', 'run.json', 'first.html'])
      expect(existsSync(join(cwd, 'out/tiny', name))).toBe(true);
    expect(readdirSync(join(cwd, 'out/tiny')).filter((name) => name.endsWith('.svg')).length).toBeGreaterThan(
      0,
    );
    expect(readdirSync(join(cwd, 'out/tiny')).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('writes the columns that were promised', () => {
    const summary = read('out/tiny/summary.csv').trimEnd().split('\n');
    expect(summary).toHaveLength(5);
    const columns = summary[0]!.split(',');
    expect(columns.slice(0, 8)).toEqual([
      'experiment',
      'sigma',
      'ratio',
      'trials',
      'mean(accuracy)',
      'deviation(accuracy)',
      'interval_low',
      'interval_high',
    ]);
    expect(columns).toContain('software_accuracy');
    expect(columns).toContain('between_repeats_deviation');
    expect(summary[1]).toMatch(/^first,0,3,4,0\.\d+,/);
    expect(summary[4]).toMatch(/^first,0\.4,30,4,/);
    const trials = read('out/tiny/trials.csv').trimEnd().split('\n');
    expect(trials[0]).toBe(
      'experiment,point,sigma,ratio,repeat,trial,accuracy,accuracy_loss_software,accuracy_loss_ideal_chip,cross_entropy,agreement',
    );
    expect(trials).toHaveLength(17);
    expect(trials.slice(1).map((row) => row.split(',')[1])).toEqual([...'0000111122223333']);
    expect(read('out/tiny/training.csv').trimEnd().split('\n')).toHaveLength(4);
  });

  it('makes all chips equal without variation', () => {
    const rows = read('out/tiny/trials.csv').split('\n').slice(1, 5);
    expect(new Set(rows.map((row) => row.split(',').slice(6).join())).size).toBe(1);
  });

  it('records what is needed to repeat the run', () => {
    const record = JSON.parse(read('out/tiny/run.json'));
    expect(record).toMatchObject({
      runVersion: 1,
      planVersion: 1,
      workers: 2,
      study: { name: 'tiny.kir', text: tiny },
    });
    expect(record.planHash).toMatch(/^[0-9a-f]{64}$/);
    expect(record.versions.kirchhoff).toMatch(/^\d/);
    expect(record.versions.node).toBe(process.versions.node);
    expect(record.machine.cores).toBeGreaterThan(0);
    expect(record.data[0].hash).toMatch(/^[0-9a-f]{64}$/);
    expect(record.weights).toHaveLength(1);
    expect(record.engine.name).toMatch(/tfjs-node|wasm|cpu/);
    expect(record.kernels).toMatch(/^(native|wasm|plain)$/);
    expect(record.baselines).toHaveLength(4);
    expect(record.duration).toBeGreaterThan(0);
    expect(JSON.stringify(record)).not.toContain(cwd);
  });

  it('makes a page that needs nothing else', () => {
    const page = read('out/tiny/first.html');
    expect(page).not.toMatch(/<script|src="http|href="http|@import/);
    expect(page).toContain('<svg');
    expect(page.replaceAll(/<[^>]*>/g, '')).toContain('chip.device.programming_variation.sigma as sigma');
    expect(page).toContain(JSON.parse(read('out/tiny/run.json')).planHash);
  });

  it('draws the same pages again from the folder alone', () => {
    const pages = readdirSync(join(cwd, 'out/tiny')).filter((name) => /\.(html|svg)$/.test(name));
    const before = pages.map((name) => read('out/tiny', name));
    for (const name of pages) rmSync(join(cwd, 'out/tiny', name));
    const { status, stdout } = kir(['report', 'out/tiny'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('first.html');
    expect(pages.map((name) => read('out/tiny', name))).toEqual(before);
  });

  it.each(['1', '5'])('gives the same bytes with %s workers, from the weights kept', (workers) => {
    const out = `out/workers-${workers}`;
    const { status, stderr } = kir(['run', 'tiny.kir', '--workers', workers, '--out', out], { cwd });
    expect(status).toBe(0);
    expect(stderr).toMatch(/reused|kept/);
    for (const name of ['summary.csv', 'trials.csv', 'training.csv', 'plan.json'])
      expect(read(out, name)).toBe(read('out/tiny', name));
    expect(JSON.parse(read(out, 'run.json')).weights[0].reused).toBe(true);
  });

  it('gives the same bytes with the plain kernels', () => {
    expect(kir(['run', 'tiny.kir', '--kernels', 'plain', '--out', 'out/plain'], { cwd }).status).toBe(0);
    expect(read('out/plain/trials.csv')).toBe(read('out/tiny/trials.csv'));
    expect(JSON.parse(read('out/plain/run.json')).kernels).toBe('plain');
  });

  it('prints one JSON document with --json', () => {
    const { status, stdout, stderr } = kir(['run', 'tiny.kir', '--json', '--out', 'out/json'], { cwd });
    expect(status).toBe(0);
    expect(stderr).toBe('');
    const document = JSON.parse(stdout);
    expect(document.summary).toHaveLength(4);
    expect(document.summary[0]).toMatchObject({
      experiment: 'first',
      point: 0,
      sigma: 0,
      ratio: 3,
      trials: 4,
    });
    expect(document.out).toBe('out/json');
  });

  it('streams events as NDJSON on standard error', () => {
    const { status, stderr } = kir(
      ['run', 'tiny.kir', '--events', '--quiet', '--out', 'out/events', '--store', 'store-of-events'],
      { cwd },
    );
    expect(status).toBe(0);
    const events = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(events.length).toBeGreaterThan(2);
    expect(events.every((event) => typeof event.kind === 'string')).toBe(true);
  });

  it('refuses a folder with another study, and replaces it when forced', () => {
    const before = read('out/tiny/run.json');
    const refused = kir(['run', 'other.kir', '--out', 'out/tiny'], { cwd });
    expect(refused.status).toBe(1);
    expectReport(refused);
    expect(refused.stderr).toContain('error[K606]');
    expect(refused.stderr).toContain('--force');
    expect(read('out/tiny/run.json')).toBe(before);
    expect(kir(['run', 'tiny.kir', '--out', 'out/tiny'], { cwd }).status).toBe(0);
    expect(kir(['run', 'other.kir', '--out', 'out/tiny', '--force'], { cwd }).status).toBe(0);
    expect(JSON.parse(read('out/tiny/run.json')).study.name).toBe('other.kir');
    expect(kir(['run', 'tiny.kir', '--seed', '4', '--out', 'out/seed'], { cwd }).status).toBe(0);
    expect(read('out/seed/trials.csv')).toBe(read('out/tiny/trials.csv'));
  });

  it('refuses a folder that is a file', () => {
    write(cwd, 'occupied', '');
    const outcome = kir(['run', 'tiny.kir', '--out', 'occupied'], { cwd });
    expect(outcome.status).toBe(1);
    expectReport(outcome);
    expect(outcome.stderr).toContain('K610');
  });

  it('trains again, with a warning, where kept weights are broken', () => {
    const folder = join(cwd, '.kirchhoff/weights');
    const kept = readdirSync(folder).find((name) => name.endsWith('.npz'))!;
    truncateSync(join(folder, kept), statSync(join(folder, kept)).size - 7);
    const { status, stderr } = kir(['run', 'tiny.kir', '--out', 'out/again'], { cwd });
    expect(status).toBe(0);
    expect(stderr).toContain('warning');
    expect(stderr).toContain(kept);
    expect(read('out/again/trials.csv')).toBe(read('out/json/trials.csv'));
    expect(JSON.parse(read('out/again/run.json')).weights[0].reused).toBe(false);
  });
});

describe('kir train', () => {
  it('trains what the study needs and tells the accuracy', () => {
    write(cwd, 'repeats.kir', tiny.replace('epochs  = 3', 'epochs  = 2\n  repeats = 2'));
    const { status, stdout } = kir(['train', 'repeats.kir'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('test accuracy');
    expect(stdout).toMatch(/quick|small/);
    const again = JSON.parse(kir(['train', 'repeats.kir', '--json'], { cwd }).stdout);
    expect(again.weights).toHaveLength(2);
    expect(again.weights.every((weights: { reused: boolean }) => weights.reused)).toBe(true);
  });

  it('evaluates every repeat on the same chips', () => {
    expect(kir(['run', 'repeats.kir'], { cwd }).status).toBe(0);
    const summary = read('out/repeats/summary.csv').split('\n');
    const column = summary[0]!.split(',').indexOf('between_repeats_deviation');
    expect(Number(summary[1]!.split(',')[column])).toBeGreaterThanOrEqual(0);
    expect(read('out/repeats/trials.csv').trimEnd().split('\n')).toHaveLength(1 + 4 * 2 * 4);
  });
});
