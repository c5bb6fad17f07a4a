import type { Plan, PlanOptimizer, PlanTraining } from '@kirchhoff/plan';
import { bars } from '@kirchhoff/report';
import { learningRateAt, strengthAt } from '@kirchhoff/training';

import { plural } from '../terminal/amount.js';

/** Columns of a curve, at most. */
const widest = 40;

/** A quantity at the start, between and at the end of a training, as many values as a curve has columns. */
function curveOf(epochs: number, at: (done: number) => number): number[] {
  const columns = Math.min(widest, Math.max(2, epochs * 2));
  return Array.from({ length: columns }, (_, column) => at((column / (columns - 1)) * epochs));
}

const short = (value: number): string => String(Number(value.toPrecision(3)));

function curveText(name: string, values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range =
    low === high ? short(low) : `${short(low)} to ${short(high)}, ends at ${short(values.at(-1)!)}`;
  return `  ${name.padEnd(14)} ${bars(values, [0, ...values])}  ${range}`;
}

const optimizerText = (optimizer: PlanOptimizer): string =>
  optimizer.kind === 'sgd'
    ? `sgd with momentum ${optimizer.momentum}${optimizer.nesterov ? ', nesterov' : ''}`
    : optimizer.kind;

function injectionLines({ inject, epochs, learnRanges }: PlanTraining): string[] {
  if (inject === null) return [];
  const what = inject.law === null ? inject.effects.join(', ') : `${inject.law.kind} noise`;
  return [
    `  injects ${what}, redrawn ${inject.redraw.replace('_', ' ')}${learnRanges ? ', ranges learned' : ''}`,
    curveText(
      'noise strength',
      curveOf(epochs, (done) => strengthAt(inject, done)),
    ),
  ];
}

/** Every training of a plan with its schedule as a curve over the epochs. */
export function trainingTexts(plan: Plan, names: ReadonlyMap<string, string>): string[] {
  return Object.entries(plan.trainings).map(([id, training]) => {
    const { epochs, batch, learningRate, optimizer, repeats } = training;
    const times = repeats === 1 ? '' : `, ${repeats} repeats`;
    const lines = [
      `training ${names.get(id) ?? id.slice(0, 12)}`,
      `  ${plural(epochs, 'epoch')} in batches of ${batch}, ${optimizerText(optimizer)}${times}`,
      curveText(
        'learning rate',
        curveOf(epochs, (done) => learningRateAt(learningRate, done, epochs)),
      ),
      ...injectionLines(training),
    ];
    return `${lines.join('\n')}\n`;
  });
}
