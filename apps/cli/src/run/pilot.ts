import type { Plan, PlanExperiment } from '@kirchhoff/plan';
import { execute, type RunInputs } from '@kirchhoff/runtime';
import { cost } from '@kirchhoff/compiler';
import type { Session } from '../session.js';
import { planRunnable } from '../study/planned.js';
import { duration } from '../terminal/duration.js';
import { watcher } from './events.js';
import { prepareRun } from './prepare.js';
import { workersOf } from './workers.js';

/** What a few chips took, and what the study would take at their speed. */
export interface Pilot {
  readonly chips: number;
  readonly points: number;
  /** With all workers busy, by point: mean, fastest, slowest [s]. */
  readonly secondsPerChip: { readonly mean: number; readonly least: number; readonly most: number };
  /** Of the whole study [s]. */
  readonly seconds: { readonly mean: number; readonly least: number; readonly most: number };
}

/** Chips that every worker evaluates at a point. */
const chipsPerWorker = 2;

/** The first, the middle and the last point of an experiment, one plan each. */
function samples(plan: Plan, experiment: PlanExperiment, chips: number): Plan[] {
  const last = experiment.points.length - 1;
  const places = [...new Set([0, last >> 1, last])];
  return places.map((place) => {
    const points = [experiment.points[place]!];
    const trials = { from: chips, to: chips };
    const sample = { ...experiment, points, trials, until: null, finds: [], requires: [] };
    return { ...plan, experiments: [sample], reports: [] };
  });
}

/** Seconds per chip of one sample, calibration left out. */
async function timeOf(sample: Plan, inputs: RunInputs, { options, signal }: Session): Promise<number> {
  let prepared = performance.now();
  const { trials } = await execute(sample, inputs, {
    workers: workersOf(options),
    technology: options.kernels,
    fastMath: options.fastMath,
    signal,
    onEvent: ({ kind }) => {
      if (kind === 'prepared') prepared = performance.now();
    },
  });
  return (performance.now() - prepared) / 1000 / trials.length;
}

/** Trains what is missing and evaluates a few chips of a study; nothing of them is kept. Throws a Failure. */
export async function pilotOf(path: string, session: Session): Promise<Pilot> {
  const planned = planRunnable(path, session.options);
  const watch = watcher(session.terminal, session.options.events ?? false);
  const { inputs } = await prepareRun(planned, session, watch);
  const chips = chipsPerWorker * workersOf(session.options);
  const { experiments } = cost(planned.plan);
  const times: number[] = [];
  const whole = { mean: 0, least: 0, most: 0 };
  for (const [index, experiment] of planned.plan.experiments.entries()) {
    const own: number[] = [];
    for (const sample of samples(planned.plan, experiment, chips))
      own.push(await timeOf(sample, inputs, session));
    const count = experiments[index]!.chips;
    whole.mean += (count * own.reduce((sum, time) => sum + time, 0)) / own.length;
    whole.least += count * Math.min(...own);
    whole.most += count * Math.max(...own);
    times.push(...own);
  }
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return {
    chips: chips * times.length,
    points: times.length,
    secondsPerChip: { mean, least: Math.min(...times), most: Math.max(...times) },
    seconds: whole,
  };
}

const short = (seconds: number): string => `${Number(seconds.toPrecision(2))} s`;

/** The pilot for people. */
export function pilotText({ chips, points, secondsPerChip, seconds }: Pilot): string {
  const { mean, least, most } = secondsPerChip;
  return `pilot: ${chips} chips at ${points} points took ${short(mean)} per chip (${short(least)} to ${short(most)} by point)
  the study's chips at that speed: about ${duration(seconds.mean)}, ${duration(seconds.least)} to ${duration(seconds.most)}\n`;
}
