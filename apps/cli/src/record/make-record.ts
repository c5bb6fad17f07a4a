import { basename, dirname, relative } from 'node:path';
import type { Baseline, ChipPortrait } from '@kirchhoff/plan';
import type { Prepared } from '../run/prepare.js';
import { workersOf } from '../run/workers.js';
import type { Options } from '../session.js';
import type { PlannedStudy } from '../study/planned.js';
import { packageVersions, version } from '../version.js';
import { thisMachine } from './machine.js';
import type { RunRecord } from './run-record.js';

/** What a run was, beside its results. */
export interface RunFacts {
  readonly prepared: Prepared;
  readonly options: Options;
  readonly kernels: string;
  readonly started: Date;
  readonly baselines: readonly Baseline[];
  readonly portraits: readonly ChipPortrait[];
}

/** Options that say how a run was made; those of looks and places stay out. */
/** Folders are left out: where files lie is this machine's business, their checksums say what they were. */
const recorded = ['seed', 'workers', 'kernels', 'fastMath', 'engine'] as const;

/** The record of a finished run; the names of its files are added when they are known. */
export function makeRecord(planned: PlannedStudy, facts: RunFacts): RunRecord {
  const { prepared, options, kernels, started, baselines, portraits } = facts;
  const { plan, path, text, hash, host } = planned;
  const sets = [...prepared.sets.values()];
  const imported = [...host.texts].filter(([uri]) => uri !== path);
  return {
    runVersion: 1,
    planHash: hash,
    planVersion: plan.planVersion,
    resultsVersion: plan.resultsVersion,
    versions: { kirchhoff: version, node: process.versions.node, ...packageVersions },
    machine: thisMachine(),
    study: { name: basename(path), text },
    imports: Object.fromEntries(imported.map(([uri, content]) => [relative(dirname(path), uri), content])),
    options: Object.fromEntries(
      recorded.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
    ),
    data: sets.map(({ record }) => record),
    engine: prepared.obtained.engine,
    weights: prepared.obtained.records,
    kernels,
    workers: workersOf(options),
    started: started.toISOString(),
    duration: (Date.now() - started.getTime()) / 1000,
    baselines,
    warnings: [...sets.flatMap(({ record }) => record.warnings), ...prepared.obtained.warnings],
    portraits,
    files: [],
  };
}
