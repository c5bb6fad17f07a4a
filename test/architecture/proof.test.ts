import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProofRecord, recordProof } from '../proof/record.js';

interface Records {
  readonly run?: object;
  readonly proofs: readonly ProofRecord[];
}

const { proofPage, readRecords, unfit } = (await import('../../tools/proof.mjs' as string)) as {
  proofPage: (records: Records) => string;
  readRecords: (text: string) => Records;
  unfit: (records: Records) => string | undefined;
};

describe('records of proofs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kirchhoff-proof-'));
  const file = join(folder, 'proof.jsonl');
  const before = process.env.KIRCHHOFF_PROOF;
  afterEach(() => {
    if (before === undefined) delete process.env.KIRCHHOFF_PROOF;
    else process.env.KIRCHHOFF_PROOF = before;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are lines with the test that measured them', () => {
    process.env.KIRCHHOFF_PROOF = file;
    recordProof('a', { cells: 400000, 'worst relative error': 0.004 });
    recordProof('b', { cells: 1 });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      [
        ['a', { cells: 400000, 'worst relative error': 0.004 }],
        ['b', { cells: 1 }],
      ].map(([proof, figures]) => ({
        proof,
        file: 'test/architecture/proof.test.ts',
        test: 'records of proofs are lines with the test that measured them',
        figures,
      })),
    );
  });

  it('need no file, and refuse what is no figure', () => {
    delete process.env.KIRCHHOFF_PROOF;
    recordProof('a', { cells: 1 });
    expect(() => recordProof('a', {})).toThrow('a proof without figures');
    expect(() => recordProof('a', { error: NaN })).toThrow('error is NaN');
  });
});

describe('docs/proof.md', () => {
  const versions = {
    kirchhoff: '0.1.0',
    commit: 'abc',
    node: 'v24.0.0',
    platform: 'linux x64',
    ngspice: 'ngspice-45',
  };
  const counts = {
    seconds: 61,
    passed: 3,
    failed: 0,
    skipped: 1,
    skippedTests: [{ file: 's.test.ts', test: 'reads *' }],
  };
  const run = {
    command: 'npm run test:full',
    full: true,
    date: '2026-11-25T09:17:20.000Z',
    ...counts,
    versions,
  };
  const proofs: readonly ProofRecord[] = [
    {
      proof: 'b | c',
      file: 't.test.ts',
      test: 'holds',
      figures: { cells: 400000, 'worst error': 3.00004e-7 },
    },
    { proof: 'a', file: 't.test.ts', test: 'counts', figures: { replications: 2000 } },
  ];

  it('names the run and every figure', () => {
    const text = [...proofs, { run }].map((record) => JSON.stringify(record)).join('\n');
    const page = proofPage(readRecords(text));
    expect(page).toContain('| command | `npm run test:full` |');
    expect(page).toContain('| date | 2026-11-25 09:17 UTC |');
    expect(page).toContain('| result | 3 passed, 0 failed, 1 skipped |');
    expect(page).toContain('\nSkipped:\n\n- `s.test.ts`: reads \\*\n\n## Figures');
    expect(page.trimEnd().split('\n').slice(-2)).toEqual([
      '| a | replications 2,000 | `t.test.ts`: counts |',
      '| b \\| c | cells 400,000; worst error 3e-7 | `t.test.ts`: holds |',
    ]);
  });

  it('is of a full run that passed', () => {
    expect(unfit({ run, proofs })).toBeUndefined();
    expect(unfit({ proofs })).toMatch('hold no run');
    expect(unfit({ run, proofs: [] })).toMatch('no test has recorded');
    expect(unfit({ run: { ...run, full: false }, proofs })).toMatch('reduced counts');
    expect(unfit({ run: { ...run, versions: { ...versions, ngspice: undefined } }, proofs })).toMatch(
      'ngspice is absent',
    );
    expect(unfit({ run: { ...run, skippedTests: [] }, proofs })).toMatch('do not name the tests');
    expect(unfit({ run: { ...run, failed: 2 }, proofs })).toBe('2 checks failed');
  });
});
