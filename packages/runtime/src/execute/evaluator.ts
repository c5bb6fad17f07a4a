import type { Plan, TrialResult } from '@kirchhoff/plan';
import type { RunInputs } from '../inputs.js';
import type { RunOptions } from '../options.js';
import type { Pool } from '../pool/pool.js';
import type { Place, RecordedTrial } from '../recorded.js';
import type { ChipResult, ClippedBiases, Score, Work } from '../worker/task.js';
import { type AnyChip, idealKey } from './chips.js';
import { placeKey } from './places.js';
import { type EarlyPreparation, type Preparation, preparer } from './prepare.js';
import { runChips } from './run-chips.js';

/** A chip instance to evaluate. */
export interface Chip extends AnyChip {
  readonly trial: number;
}

/** Evaluates chips, in rounds; baselines and calibrations are made when a place is first asked for. */
export interface Evaluator {
  /** Makes what the chips of these places need. */
  readonly prepare: (places: readonly Place[]) => Promise<void>;
  /** `done` is called as they end, in any order. */
  readonly evaluate: (
    chips: readonly Chip[],
    done: (chip: Chip, trial: RecordedTrial) => void,
  ) => Promise<void>;
}

const accuracyOf = ({ correct, images }: Score): number => correct / images;

interface Against {
  readonly software: number;
  readonly ideal: number;
}

function trialResult({ place, trial }: Chip, result: ChipResult, plan: Plan, against: Against): TrialResult {
  const { experiment, point, repeat } = place;
  const { score } = result;
  const accuracy = accuracyOf(score);
  return {
    experiment: plan.experiments[experiment]!.name,
    point,
    repeat,
    trial,
    accuracy,
    accuracyLossSoftware: against.software - accuracy,
    accuracyLossIdealChip: against.ideal - accuracy,
    crossEntropy: score.crossEntropy / score.images,
    agreement: score.agreeing / score.images,
    metrics: result.metrics,
  };
}

/** How an evaluator is told what to do, and what it tells. */
export interface EvaluatorOptions extends Pick<RunOptions, 'shuffle' | 'sharing' | 'recorded'> {
  readonly workers: number;
  readonly tellBiases: (found: readonly ClippedBiases[]) => void;
  readonly worked: (work: Work) => void;
}

/** An evaluator on a pool; `shuffle` hands chips out in another order. */
export function evaluator(plan: Plan, inputs: RunInputs, pool: Pool, options: EvaluatorOptions): Evaluator {
  const { recorded, tellBiases, worked, workers } = options;
  const prepare = preparer(plan, inputs, pool, workers);
  const prepared = new Map<string, Preparation>();
  const ideals = new Map<string, ChipResult>();
  const run = { plan, inputs, pool, options, worked };

  async function evaluateIdeals(
    places: readonly Place[],
    early: ReadonlyMap<string, EarlyPreparation>,
  ): Promise<void> {
    const missing = new Map<string, Place>();
    for (const place of places) {
      const id = idealKey(plan, place);
      if (!ideals.has(id) && !missing.has(id)) missing.set(id, place);
    }
    const chips = [...missing].map(([id, place]) => ({ id, place, trial: null }));
    await runChips({ ...run, prepared: early }, chips, ({ id }, result) => void ideals.set(id, result));
  }

  function keepBiases(places: readonly Place[]): void {
    for (const place of places) {
      const { clippedBiases } = ideals.get(idealKey(plan, place))!;
      if (clippedBiases.length > 0) recorded?.keepClippedBiases?.(place, clippedBiases);
      tellBiases(clippedBiases);
    }
  }

  function recordedTrial({ place, trial }: Chip, result: ChipResult): RecordedTrial {
    const against = {
      software: accuracyOf(prepared.get(placeKey(place))!.software.score),
      ideal: accuracyOf(ideals.get(idealKey(plan, place))!.score),
    };
    return {
      result: trialResult({ place, trial }, result, plan, against),
      baseline: {
        experiment: plan.experiments[place.experiment]!.name,
        point: place.point,
        repeat: place.repeat,
        softwareAccuracy: against.software,
        idealChipAccuracy: against.ideal,
      },
    };
  }

  return {
    async prepare(places) {
      const fresh = places.filter((place) => !prepared.has(placeKey(place)));
      const early = await prepare.early(fresh);
      const [made] = await Promise.all([prepare.whole(fresh), evaluateIdeals(fresh, early)]);
      made.forEach((preparation, place) => prepared.set(place, preparation));
      keepBiases(fresh);
    },
    evaluate: (chips, done) =>
      runChips({ ...run, prepared }, chips, (chip, result) => done(chip, recordedTrial(chip, result))),
  };
}
