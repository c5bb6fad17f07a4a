import { basename } from 'node:path';
import { thisMachine } from '../record/machine.js';
import type { PlannedStudy } from '../study/planned.js';
import { packageVersions, version } from '../version.js';

/** Where and by what a run was made, for the store's `environment.json`. */
export const environmentOf = (planned: PlannedStudy, started: Date): Readonly<Record<string, unknown>> => ({
  study: basename(planned.path),
  started: started.toISOString(),
  versions: { kirchhoff: version, node: process.versions.node, ...packageVersions },
  resultsVersion: planned.plan.resultsVersion,
  machine: thisMachine(),
});
