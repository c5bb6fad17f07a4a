import type { AxisValue, Experiment, Sweep, SweepAxis } from '@kirchhoff/model';
import { setAt } from './set-at.js';

/** More points than this are a slip of the finger. */
export const mostPoints = 100_000;

/** One combination: the experiment with its swept fields set, and the index into each axis's values. */
export interface Combination {
  readonly experiment: Experiment;
  readonly coordinates: readonly number[];
  /** Axes whose field is not in a block that another axis puts there. */
  readonly lost: readonly SweepAxis[];
}

interface Choice {
  readonly axis: SweepAxis;
  readonly value: AxisValue;
  readonly index: number;
}

/** The choices of one `sweep` line, or of a `sweep together` block walked in step. */
function stepsOf(sweep: Sweep): Choice[][] {
  const choice = (axis: SweepAxis, index: number): Choice => ({ axis, value: axis.values[index]!, index });
  if (sweep.together)
    return sweep.axes[0]!.values.map((_, index) => sweep.axes.map((axis) => choice(axis, index)));
  return sweep.axes.reduce<Choice[][]>(
    (left, axis) => left.flatMap((before) => axis.values.map((_, index) => [...before, choice(axis, index)])),
    [[]],
  );
}

/** Number of combinations, without making them. */
export const countPoints = (experiment: Experiment): number =>
  experiment.sweeps.reduce(
    (product, sweep) =>
      product *
      (sweep.together
        ? sweep.axes[0]!.values.length
        : sweep.axes.reduce((inner, axis) => inner * axis.values.length, 1)),
    1,
  );

/** Axes in the order written. */
export const axesOf = (experiment: Experiment): SweepAxis[] =>
  experiment.sweeps.flatMap((sweep) => [...sweep.axes]);

/** A field beside its parts: a block that is swept does not undo the axes within it, in whatever order they were written. */
const blocksFirst = (choices: readonly Choice[]): Choice[] =>
  [...choices].sort((a, b) => a.axis.path.length - b.axis.path.length);

function placed(
  experiment: Experiment,
  choices: readonly Choice[],
): Pick<Combination, 'experiment' | 'lost'> {
  const lost: SweepAxis[] = [];
  const whole = blocksFirst(choices).reduce((tree, { axis, value }) => {
    const next = setAt(tree, axis.path, value.value);
    if (next === undefined) lost.push(axis);
    return next ?? tree;
  }, experiment);
  return { experiment: whole, lost };
}

/** All combinations, the first axis slowest. */
export function combinations(experiment: Experiment): Combination[] {
  const lines = experiment.sweeps.reduce<Choice[][]>(
    (left, sweep) => left.flatMap((before) => stepsOf(sweep).map((choices) => [...before, ...choices])),
    [[]],
  );
  return lines.map((choices) => ({
    ...placed(experiment, choices),
    coordinates: choices.map(({ index }) => index),
  }));
}
