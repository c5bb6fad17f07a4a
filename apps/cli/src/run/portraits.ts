import type { ChipPortrait, Plan, PlanExperiment, Results } from '@kirchhoff/plan';
import { answersOf } from '@kirchhoff/report';
import { runJobs, type RunInputs } from '@kirchhoff/runtime';
import { exit } from '../exit.js';
import { fail } from '../failure.js';
import type { Session } from '../session.js';
import { wordRunFailure } from './evaluate.js';
import type { PortraitJob, PortraitOutcome } from './portrait-job.js';

/** The point whose chip stands for an experiment: its first answer, or the middle of its sweep. */
function pointOf(experiment: PlanExperiment, results: Results): number {
  const answers = answersOf(experiment, results)?.answers.filter(({ finding }) => finding.answer !== null);
  const chosen = answers?.find(({ first }) => first) ?? answers?.[0];
  return chosen?.finding.answer ?? experiment.points.length >> 1;
}

/** One chip of every experiment from inside, drawn again as the run drew it. Throws a Failure. */
export async function portraitsOf(
  plan: Plan,
  inputs: RunInputs,
  results: Results,
  { options, signal }: Session,
): Promise<ChipPortrait[]> {
  const entry = new URL('./portrait-job.js', import.meta.url);
  const jobs = plan.experiments.map((experiment, index) => {
    const request = { experiment: index, point: pointOf(experiment, results), repeat: 0, trial: 0 };
    const payload: PortraitJob = { plan, inputs, request, technology: options.kernels };
    return { name: `a chip of ${experiment.name}`, payload };
  });
  const outcomes = await runJobs<PortraitJob, PortraitOutcome>(
    { entry, handler: 'work', workers: 1, signal },
    jobs,
  ).catch((cause: unknown) => {
    throw wordRunFailure(cause);
  });
  return outcomes.map((outcome) => {
    if (outcome.kind === 'failed') throw fail(exit.runFailed, `the run failed: ${outcome.message}`);
    return outcome.portrait;
  });
}
