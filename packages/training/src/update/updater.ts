import { isRange, type NamedArrays, type PlanTraining } from '@kirchhoff/plan';
import { exp64 } from '@kirchhoff/random';
import { isWeight } from '../parameters.js';
import { type Rule, ruleOf } from './rules.js';

/** What an optimizer remembers: its steps so far, and arrays `<name>/<slot>` of the shapes of the trained ones. */
export interface UpdaterState {
  readonly steps: number;
  readonly slots: NamedArrays;
}

/** Moves weights along gradients; its state can be kept and given back. */
export interface Updater {
  /**
   * One step at this learning rate; `gradients` are changed. Ranges move by their logarithms, so that they stay above 0 and a step is a
   * share of the range (Jain et al., MLSys 2020); those without a gradient stay.
   */
  apply(gradients: Readonly<Record<string, Float32Array>>, rate: number): void;
  state(): UpdaterState;
}

interface Moved {
  readonly name: string;
  readonly values: Float32Array;
  /** Of a range, the steps of its logarithms. */
  readonly steps: Float32Array | null;
  readonly slots: readonly Float32Array[];
}

function slotsOf(
  name: string,
  { shape, data }: NamedArrays[string],
  rule: Rule,
  kept: NamedArrays,
  all: Record<string, NamedArrays[string]>,
): Float32Array[] {
  return Array.from({ length: rule.slots }, (_, slot) => {
    const key = `${name}/${slot}`;
    const memory = kept[key]?.data.slice() ?? new Float32Array(data.length);
    all[key] = { shape, data: memory };
    return memory;
  });
}

/** An optimizer over `trained` arrays, which it changes in place; goes on from `from` where that is given. */
export function makeUpdater(training: PlanTraining, trained: NamedArrays, from?: UpdaterState): Updater {
  const { optimizer, weightDecay } = training;
  const rule = ruleOf(optimizer);
  const slots: Record<string, NamedArrays[string]> = {};
  const moved: Moved[] = Object.entries(trained).map(([name, array]) => ({
    name,
    values: array.data,
    steps: isRange(name) ? new Float32Array(array.data.length) : null,
    slots: slotsOf(name, array, rule, from?.slots ?? {}, slots),
  }));
  let steps = from?.steps ?? 0;
  return {
    apply(gradients, rate) {
      steps++;
      for (const { name, values, steps: logarithms, slots: own } of moved) {
        const gradient = gradients[name];
        if (gradient === undefined && logarithms !== null) continue;
        const decays = isWeight(name);
        rule.apply({
          values: logarithms?.fill(0) ?? values,
          gradient: gradient!,
          slots: own,
          rate,
          decay: decays ? weightDecay : 0,
          decoupledDecay: decays && optimizer.kind === 'adamw' ? optimizer.weightDecay : 0,
          step: steps,
        });
        logarithms?.forEach((step, i) => (values[i]! *= exp64(step)));
      }
    },
    state: () => ({ steps, slots }),
  };
}
