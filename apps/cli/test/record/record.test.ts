import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plan, planHash, type Results, writePlan } from '@kirchhoff/plan';
import { trainingCsv, trialsCsv } from '@kirchhoff/report';
import { Failure } from '../../src/failure.js';
import { csvRecords } from '../../src/record/csv-rows.js';
import { defaultOut, requireOut } from '../../src/record/out-folder.js';
import { readRun } from '../../src/record/read-run.js';
import type { RunRecord } from '../../src/record/run-record.js';
import { writeRun } from '../../src/record/write-run.js';
import { scratch } from '../scratch.js';

const folder = scratch();
const plan: Plan = {
  planVersion: 1,
  resultsVersion: 1,
  data: {},
  networks: {},
  trainings: {},
  chips: {},
  mappings: {},
  experiments: [],
  reports: [],
};
const record = (changes: Partial<RunRecord> = {}): RunRecord => ({
  runVersion: 1,
  planHash: planHash(plan),
  planVersion: 1,
  resultsVersion: 1,
  versions: {},
  machine: { processor: 'p', cores: 2, memory: 1, platform: 'linux', node: '20.19.0' },
  study: { name: 'a.kir', text: '' },
  imports: {},
  options: {},
  data: [],
  engine: null,
  weights: [],
  kernels: 'wasm',
  workers: 1,
  started: '2026-01-01T00:00:00.000Z',
  duration: 1,
  baselines: [],
  portraits: [],
  warnings: [],
  files: ['trials.csv', 'training.csv', 'plan.json', 'old.html'],
  ...changes,
});
const results: Results = { trials: [], baselines: [], training: [], images: {} };
const files = [
  { name: 'trials.csv', content: trialsCsv(plan, results) },
  { name: 'training.csv', content: trainingCsv([]) },
  { name: 'plan.json', content: writePlan(plan) },
];

const failureOf = async (act: () => unknown): Promise<Failure> => {
  try {
    await act();
  } catch (cause) {
    if (cause instanceof Failure) return cause;
    throw cause;
  }
  throw new Error('nothing failed');
};

it('names the folder after the study', () => {
  expect(defaultOut('lab/pilot.kir')).toBe(join('out', 'pilot'));
  expect(defaultOut('pilot.json')).toBe(join('out', 'pilot'));
});

describe('a folder for results', () => {
  it('is refused where it holds another study, unless forced', async () => {
    const out = join(folder, 'one');
    expect(() => requireOut(out, 'a', false)).not.toThrow();
    writeRun(out, files, record());
    expect(() => requireOut(out, planHash(plan), false)).not.toThrow();
    expect((await failureOf(() => requireOut(out, 'another', false))).diagnostics[0]!.code).toBe('K606');
    expect(() => requireOut(out, 'another', true)).not.toThrow();
    writeFileSync(join(out, 'run.json'), '{ torn');
    expect((await failureOf(() => requireOut(out, planHash(plan), false))).diagnostics[0]!.code).toBe('K606');
  });

  it('is refused where a file stands in its way', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { diagnostics } = await failureOf(() => requireOut(join(folder, 'file/deep'), 'a', false));
    const [report] = diagnostics;
    expect(report!.notes.map((note) => note.text).join()).toContain('is a file');
  });

  it('loses what an earlier run left, and nothing else', () => {
    const out = join(folder, 'two');
    mkdirSync(out);
    for (const name of ['old.html', 'mine.txt']) writeFileSync(join(out, name), '');
    writeFileSync(join(out, 'run.json'), JSON.stringify(record({ files: ['old.html', '../two/mine.txt'] })));
    writeRun(out, files, record());
    expect(readdirSync(out).sort()).toEqual([
      'mine.txt',
      'plan.json',
      'run.json',
      'training.csv',
      'trials.csv',
    ]);
  });
});

describe('a finished run', () => {
  it('has learned ranges where its training learned them', async () => {
    const out = join(folder, 'ranges');
    const plain = { weightSpread: 0.25, maxWeight: 2, weightNoise: 0.125 };
    const training = [
      { a: plain, b: plain },
      { a: { ...plain, inputRange: 1.5, adcRange: 0.75 }, b: { ...plain, inputRange: 3 } },
    ].map((layers, index) => ({
      training: 't',
      repeat: 0,
      epoch: index + 1,
      learningRate: 0.01,
      trainingLoss: 1,
      trainingAccuracy: 0.5,
      testLoss: null,
      testAccuracy: null,
      gradientNorm: 2,
      noiseStrength: 1,
      layers,
    }));
    const log = files.map((file) =>
      file.name === 'training.csv' ? { ...file, content: trainingCsv(training) } : file,
    );
    writeRun(out, log, record());
    expect((await readRun(out)).results.training).toEqual(training);
  });

  it('is read from its folder', async () => {
    const out = join(folder, 'three');
    writeRun(out, files, record());
    expect(await readRun(out)).toEqual({ plan, results, record: record() });
  });

  it.each([
    ['trials.csv', 'experiment,point\ne,x\n'],
    ['trials.csv', 'experiment,point\ne\n'],
    ['plan.json', '{}'],
    ['run.json', '{'],
  ])('with a broken %s is refused', async (name, text) => {
    const out = join(folder, 'four');
    writeRun(out, files, record());
    writeFileSync(join(out, name), text);
    const failure = await failureOf(() => readRun(out));
    expect(failure.diagnostics[0]).toMatchObject({ code: 'K605' });
    expect(failure.message).toContain(name);
  });

  it('that is none is refused', async () => {
    expect((await failureOf(() => readRun(folder))).message).toContain('no finished run');
  });
});

it('reads the CSV that it writes', () => {
  expect(csvRecords('a,b\n1,"x, ""y"""\n,2\n')).toEqual([
    { a: '1', b: 'x, "y"' },
    { a: '', b: '2' },
  ]);
  expect(csvRecords('a\n')).toEqual([]);
  expect(csvRecords(readFileSync(join(folder, 'three/trials.csv'), 'utf8'))).toEqual([]);
});
