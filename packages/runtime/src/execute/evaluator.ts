import type { Plan, TrialResult } from '@kirchhoff/plan';
import type { RunInputs } from '../inputs.js';
import type { RunOptions } from '../options.js';
import type { Pool } from '../pool/pool.js';
import type { Place, RecordedTrial } from '../recorded.js';
import type { ChipResult, ClippedBiases, Score, Task } from '../worker/task.js';
import { chipJob, type ChipJob, idealKey, reordered } from './chips.js';
import { placeKey } from './places.js';
import { type Preparation, preparer } from './prepare.js';

/** A chip instance to evaluate. */
export interface Chip {
  readonly place: Place;
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

function trialResult(job: ChipJob, result: ChipResult, plan: Plan, against: Against): TrialResult {
  const { experiment, point, repeat, trial } = job.payload;
  const { score } = result;
  const accuracy = accuracyOf(score);
  return {
    experiment: plan.experiments[experiment]!.name,
    point,
    repeat,
    trial: trial!,
    accuracy,
    accuracyLossSoftware: against.software - accuracy,
    accuracyLossIdealChip: against.ideal - accuracy,
    crossEntropy: score.crossEntropy / score.images,
    agreement: score.agreeing / score.images,
    metrics: result.metrics,
  };
}

/** An evaluator on a pool; `shuffle` hands chips out in another order. */
export function evaluator(
  plan: Plan,
  inputs: RunInputs,
  pool: Pool,
  { shuffle, recorded }: Pick<RunOptions, 'shuffle' | 'recorded'>,
  tellBiases: (found: readonly ClippedBiases[]) => void,
): Evaluator {
  const prepareAll = preparer(plan, inputs, pool);
  const prepared = new Map<string, Preparation>();
  const ideals = new Map<string, ChipResult>();

  async function evaluateIdeals(places: readonly Place[]): Promise<void> {
    const missing = new Map<string, ChipJob>();
    for (const place of places) {
      const id = idealKey(plan, place);
      if (!ideals.has(id) && !missing.has(id)) missing.set(id, chipJob(plan, prepared, place, null));
    }
    const ids = [...missing.keys()];
    await pool.run<Task, ChipResult>([...missing.values()], (index, result) => {
      ideals.set(ids[index]!, result);
    });
    for (const place of places) {
      const { clippedBiases } = ideals.get(idealKey(plan, place))!;
      if (clippedBiases.length > 0) recorded?.keepClippedBiases?.(place, clippedBiases);
      tellBiases(clippedBiases);
    }
  }

  function recordedTrial(job: ChipJob, place: Place, result: ChipResult): RecordedTrial {
    const against = {
      software: accuracyOf(prepared.get(placeKey(place))!.software.score),
      ideal: accuracyOf(ideals.get(idealKey(plan, place))!.score),
    };
    return {
      result: trialResult(job, result, plan, against),
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
      (await prepareAll(fresh)).forEach((preparation, place) => prepared.set(place, preparation));
      await evaluateIdeals(fresh);
    },
    async evaluate(chips, done) {
      const jobs = reordered(
        chips.map(({ place, trial }) => chipJob(plan, prepared, place, trial)),
        shuffle,
      );
      await pool.run<Task, ChipResult>(jobs, (index, result) => {
        const { experiment, point, repeat, trial } = jobs[index]!.payload;
        const place = { experiment, point, repeat };
        done({ place, trial: trial! }, recordedTrial(jobs[index]!, place, result));
      });
    },
  };
}
