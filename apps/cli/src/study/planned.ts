import { compile, refusals } from '@kirchhoff/compiler';
import { reportProblem } from '@kirchhoff/language';
import type { Diagnostic, Study } from '@kirchhoff/model';
import { type Plan, planHash } from '@kirchhoff/plan';
import { exit } from '../exit.js';
import { fail, Failure } from '../failure.js';
import { foldersOf, type Options } from '../session.js';
import { type LoadedStudy, loadStudy, requireStudy } from './load.js';

/** A study with its plan. */
export interface PlannedStudy extends LoadedStudy {
  readonly study: Study;
  readonly plan: Plan;
  /** The plan's identity. */
  readonly hash: string;
  /** What this version cannot execute (K501). */
  readonly refused: readonly Diagnostic[];
}

/** The study with another seed for every experiment, as `--seed` asks. */
function withSeed(study: Study, seed: number | undefined): Study {
  if (seed === undefined) return study;
  const experiments = study.experiments.map((experiment) => ({
    ...experiment,
    seed: { ...experiment.seed, value: seed, text: String(seed) },
  }));
  return { ...study, experiments };
}

/** Checks and compiles a study. Throws a Failure with every report where the text is wrong. */
export function planStudy(path: string, options: Options): PlannedStudy {
  const loaded = loadStudy(path, foldersOf(options));
  const study = withSeed(requireStudy(loaded), options.seed);
  const { plan, problems } = compile(study, loaded.host);
  if (plan === undefined || problems.length > 0)
    throw new Failure(exit.wrongText, problems.map(reportProblem), loaded.sources);
  const refused = refusals(study).map(reportProblem);
  return { ...loaded, study, plan, hash: planHash(plan), refused };
}

/** A study that this version can execute. Throws a Failure with every refusal at once, or where there is nothing to run. */
export function planRunnable(path: string, options: Options): PlannedStudy {
  const planned = planStudy(path, options);
  if (planned.refused.length > 0) throw new Failure(exit.wrongText, planned.refused, planned.sources);
  if (planned.plan.experiments.length === 0)
    throw fail(
      exit.wrongText,
      `${path} has no experiment: there is nothing to run; kir init writes an example`,
    );
  return planned;
}
