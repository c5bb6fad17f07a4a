import type { Host, Problem, Study } from '@kirchhoff/model';
import { type Plan, type PlanReport, resultsVersion } from '@kirchhoff/plan';
import { planExperiment } from './experiment.js';
import { problems } from './problems.js';
import { reachable } from './reachable.js';
import { planReport } from './records/report.js';
import { type Records, records } from './tables.js';
import { wantedTrainings } from './used.js';

export interface Compiled {
  /** Absent where there is a problem. */
  readonly plan?: Plan;
  readonly problems: readonly Problem[];
}

/** Shape faults are reported in every written network and training, used or not; imported files are read where they are used. */
function checkUnused(study: Study, made: Records): void {
  for (const network of study.networks) if (network.source.kind === 'layers') made.network(network);
  for (const training of study.trainings)
    if (training.network.source.kind === 'layers') made.training(training);
}

function reportsOf(study: Study, plan: Plan): PlanReport[] {
  const names = new Set(plan.experiments.map(({ name }) => name));
  return study.reports
    .map(planReport)
    .map((report) => ({ ...report, items: report.items.filter((item) => names.has(item.of)) }));
}

/**
 * Lowers a study to a plan: sweeps expanded, layers cut onto arrays, SI numbers, records by content. The same study gives the same
 * bytes. A plan may hold what this version cannot execute; `refusals` names it.
 */
export function compile(study: Study, host: Host): Compiled {
  const found = problems();
  const made = records(host, found);
  const experiments = study.experiments.map((experiment) => planExperiment(experiment, made));
  const wanted = wantedTrainings(study).map(made.training);
  checkUnused(study, made);
  if (found.list().length > 0) return { problems: found.list() };
  const whole = experiments.filter((experiment) => experiment !== undefined);
  const plan: Plan = { planVersion: 1, resultsVersion, ...made.tables, experiments: whole, reports: [] };
  const ids = wanted.filter((id) => id !== undefined);
  return { plan: { ...reachable(plan, ids), reports: reportsOf(study, plan) }, problems: [] };
}
