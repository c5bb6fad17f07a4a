import type { NamedArrays, PlanTraining } from '@kirchhoff/plan';
import { isWeight } from '../parameters.js';
import { type Rule, ruleOf } from './rules.js';

/** What an optimizer remembers: its steps so far, and arrays `<name>/<slot>` of the shapes of the trained ones. */
export interface UpdaterState {
  readonly steps: number;
  readonly slots: NamedArrays;
}

/** Moves weights along gradients; its state can be kept and given back. */
export interface Updater {
  /** One step at this learning rate; `gradients` are changed. */
  apply(gradients: Readonly<Record<string, Float32Array>>, rate: number): void;
  state(): UpdaterState;
}

interface Moved {
  readonly name: string;
  readonly values: Float32Array;
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
    slots: slotsOf(name, array, rule, from?.slots ?? {}, slots),
  }));
  let steps = from?.steps ?? 0;
  return {
    apply(gradients, rate) {
      steps++;
      for (const { name, values, slots: own } of moved) {
        const decays = isWeight(name);
        rule.apply({
          values,
          gradient: gradients[name]!,
          slots: own,
          rate,
          decay: decays ? weightDecay : 0,
          decoupledDecay: decays && optimizer.kind === 'adamw' ? optimizer.weightDecay : 0,
          step: steps,
        });
      }
    },
    state: () => ({ steps, slots }),
  };
}
