import { writeNpz } from '@kirchhoff/formats';
import type { NamedArrays, Plan } from '@kirchhoff/plan';
import { runJobs } from '@kirchhoff/runtime';
import { exit } from '../exit.js';
import { fail } from '../failure.js';
import { writeWhole } from '../files/write.js';
import type { Session } from '../session.js';
import { planRunnable } from '../study/planned.js';
import { bytes } from '../terminal/amount.js';
import { wordRunFailure } from './evaluate.js';
import type { Watcher } from './events.js';
import { prepareRun } from './prepare.js';
import { warnOfBiases } from './warn-of-biases.js';
import type { ProbeJob, ProbeOutcome } from './probe-job.js';

/** Options of `kir probe` alone. */
export interface ProbeOptions {
  readonly point: number;
  readonly trials: number;
  readonly images?: number;
  readonly repeat: number;
  readonly what: 'outputs' | 'weights' | 'conductances';
}

/** Most bytes of a probe's file. */
const mostBytes = 1 << 30;

/** Writes the outputs, effective weights or conductances of the first chips of one point. */
export async function probeStudy(
  { path, experiment: name }: { readonly path: string; readonly experiment?: string },
  session: Session<ProbeOptions>,
  watch: Watcher,
): Promise<void> {
  const { options, terminal, signal } = session;
  const planned = planRunnable(path, options);
  const experiment = experimentIndex(planned.plan, name);
  requirePoint(planned.plan, experiment, options);
  const plan = onlyPoint(planned.plan, experiment, options.point);
  const prepared = await prepareRun({ ...planned, plan }, session, watch);
  const images = options.images ?? Number.MAX_SAFE_INTEGER;
  const { trials, repeat, what } = options;
  requireSize(plan, options, prepared.sets.get(plan.experiments[0]!.points[0]!.data)!.test().count);
  const request = { experiment, point: options.point, repeat, trials, images, what };
  const job: ProbeJob = {
    plan: planned.plan,
    inputs: prepared.inputs,
    request,
    technology: options.kernels,
    fastMath: options.fastMath,
  };
  const entry = new URL('./probe-job.js', import.meta.url);
  const outcomes = await runJobs<ProbeJob, ProbeOutcome>({ entry, handler: 'work', workers: 1, signal }, [
    { name: `probing ${path}`, payload: job },
  ]).catch((cause: unknown) => {
    throw wordRunFailure(cause);
  });
  const outcome = outcomes[0]!;
  if (outcome.kind === 'failed') throw fail(exit.runFailed, `the probe failed: ${outcome.message}`);
  outcome.events.forEach((event) => warnOfBiases(event, watch));
  const out = options.out ?? `${what}.npz`;
  writeWhole(out, writeNpz(entriesOf(outcome.arrays)));
  const shapes = Object.entries(outcome.arrays).map(([key, { shape }]) => [key, shape] as const);
  if (terminal.json)
    terminal.out(`${JSON.stringify({ file: out, arrays: Object.fromEntries(shapes) }, null, 2)}\n`);
  else terminal.out(`${out}\n${shapes.map(([key, shape]) => `  ${key}  ${shape.join(' x ')}\n`).join('')}`);
}

/** The plan with one point alone, so that only its networks are trained; identities stay. */
function onlyPoint(plan: Plan, experiment: number, point: number): Plan {
  const chosen = plan.experiments[experiment]!;
  return { ...plan, experiments: [{ ...chosen, points: [chosen.points[point]!] }] };
}

function experimentIndex({ experiments }: Plan, name: string | undefined): number {
  const names = experiments.map((experiment) => experiment.name);
  if (name === undefined && names.length === 1) return 0;
  const index = names.findIndex((each) => each === name);
  if (index >= 0) return index;
  const which =
    name === undefined ? 'name one of the experiments' : `there is no experiment ${name}; there are`;
  throw fail(exit.wrongText, `${which} ${names.join(', ')}`);
}

function requirePoint(plan: Plan, experiment: number, { point, repeat }: ProbeOptions): void {
  const { name, points } = plan.experiments[experiment]!;
  if (point >= points.length)
    throw fail(
      exit.wrongText,
      `experiment ${name} has the points 0 to ${points.length - 1}, but no point ${point}`,
    );
  const { weights } = points[point]!;
  const repeats = weights.kind === 'training' ? plan.trainings[weights.training]!.repeats : 1;
  if (repeat >= repeats)
    throw fail(
      exit.wrongText,
      `experiment ${name} has the repeats 0 to ${repeats - 1}, but no repeat ${repeat}`,
    );
}

/** Refuses a file that no program would open. */
function requireSize(plan: Plan, { trials, images, what }: ProbeOptions, testImages: number): void {
  const point = plan.experiments[0]!.points[0]!;
  const classes = plan.networks[point.network]!.nodes.at(-1)!.shape.reduce(
    (product, size) => product * size,
    1,
  );
  const layers = plan.mappings[point.mapping]!.layers;
  const cells = layers.reduce(
    (sum, { groups, inputs, outputs, cellsPerWeight }) =>
      sum + groups * inputs * outputs * (what === 'weights' ? 1 : cellsPerWeight),
    0,
  );
  const perChip = what === 'outputs' ? Math.min(images ?? testImages, testImages) * classes : cells;
  const size = 4 * perChip * trials;
  if (size > mostBytes)
    throw fail(
      exit.wrongText,
      `${trials} chips would need ${bytes(size)}, more than ${bytes(mostBytes)}; ask for fewer --trials`,
    );
}

/** Labels as whole numbers, everything else as it is. */
const entriesOf = (arrays: NamedArrays) =>
  Object.entries(arrays).map(
    ([key, { shape, data }]) =>
      [key, { shape, data: key === 'labels' ? Int32Array.from(data) : data }] as const,
  );
