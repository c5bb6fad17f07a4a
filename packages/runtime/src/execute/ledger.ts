import type { Plan } from '@kirchhoff/plan';
import type { Known } from '../direct/director.js';
import type { RunInputs } from '../inputs.js';
import type { Place, Recorded, RecordedTrial } from '../recorded.js';
import { placeKey, repeatsOf } from './places.js';

/** Every trial that is known, by place and number. */
export interface Ledger {
  readonly trial: (place: Place, trial: number) => RecordedTrial | undefined;
  readonly add: (place: Place, trial: RecordedTrial) => void;
  /** What directors may ask of an experiment. */
  readonly knownOf: (experiment: number) => Known;
}

/** A ledger that begins with what earlier runs kept. */
export function openLedger(plan: Plan, inputs: RunInputs, recorded: Recorded | undefined): Ledger {
  const places = new Map<string, RecordedTrial[]>();
  const at = (place: Place): RecordedTrial[] => {
    const key = placeKey(place);
    const found = places.get(key);
    if (found !== undefined) return found;
    const rows: RecordedTrial[] = [];
    for (const trial of recorded?.known(place) ?? []) rows[trial.result.trial] = trial;
    places.set(key, rows);
    return rows;
  };
  const first = (place: Place, trials: number): RecordedTrial[] | undefined => {
    const rows = at(place);
    for (let trial = 0; trial < trials; trial++) if (rows[trial] === undefined) return undefined;
    return rows.slice(0, trials);
  };
  return {
    trial: (place, trial) => at(place)[trial],
    add: (place, trial) => void (at(place)[trial.result.trial] = trial),
    knownOf: (experiment) => (point, trials) => {
      const repeats = repeatsOf(inputs, plan.experiments[experiment]!.points[point]!);
      const networks = Array.from({ length: repeats }, (_, repeat) =>
        first({ experiment, point, repeat }, trials),
      );
      const whole = networks.filter((rows) => rows !== undefined);
      return whole.length < repeats ? undefined : whole.map((rows) => rows.map(({ result }) => result));
    },
  };
}
