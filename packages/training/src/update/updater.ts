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
   * share of the range (Jain et al., MLSys 2020), within 1e-30 to 1e30; those without a gradient stay, and count no step.
   */
  apply(gradients: Readonly<Record<string, Float32Array>>, rate: number): void;
  state(): UpdaterState;
}

interface Moved {
  readonly name: string;
  readonly values: Float32Array;
  /** Of a range, the steps of its logarithms, and how many it has made: it may begin later than the weights. */
  readonly range: { readonly moves: Float32Array; readonly steps: Float32Array } | null;
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

/** Bounds of every range: float32 with room on either side. */
const [least, most] = [1e-30, 1e30];

function rangeOf(
  name: string,
  { data }: NamedArrays[string],
  kept: NamedArrays,
  all: Record<string, NamedArrays[string]>,
): Moved['range'] {
  const key = `${name}/steps`;
  const steps = kept[key]?.data.slice() ?? new Float32Array(1);
  all[key] = { shape: [1], data: steps };
  return { moves: new Float32Array(data.length), steps };
}

/** An optimizer over `trained` arrays, which it changes in place; goes on from `from` where that is given. */
export function makeUpdater(training: PlanTraining, trained: NamedArrays, from?: UpdaterState): Updater {
  const { optimizer, weightDecay } = training;
  const rule = ruleOf(optimizer);
  const slots: Record<string, NamedArrays[string]> = {};
  const moved: Moved[] = Object.entries(trained).map(([name, array]) => ({
    name,
    values: array.data,
    range: isRange(name) ? rangeOf(name, array, from?.slots ?? {}, slots) : null,
    slots: slotsOf(name, array, rule, from?.slots ?? {}, slots),
  }));
  let steps = from?.steps ?? 0;
  return {
    apply(gradients, rate) {
      steps++;
      for (const { name, values, range, slots: own } of moved) {
        const gradient = gradients[name];
        if (gradient === undefined && range !== null) continue;
        if (range !== null) range.steps[0]!++;
        const decays = isWeight(name);
        rule.apply({
          values: range?.moves.fill(0) ?? values,
          gradient: gradient!,
          slots: own,
          rate,
          decay: decays ? weightDecay : 0,
          decoupledDecay: decays && optimizer.kind === 'adamw' ? optimizer.weightDecay : 0,
          step: range?.steps[0] ?? steps,
        });
        range?.moves.forEach(
          (move, i) => (values[i] = Math.min(most, Math.max(least, values[i]! * exp64(move)))),
        );
      }
    },
    state: () => ({ steps, slots }),
  };
}
