import { identify, type Plan, type PlanPoint } from '@kirchhoff/plan';
import { RunFailure } from '../failure.js';
import type { RunInputs } from '../inputs.js';
import type { Pool } from '../pool/pool.js';
import type { Place } from '../recorded.js';
import { subjectOf } from '../worker/chip.js';
import {
  converterRule,
  convertsAsLearned,
  type LearnedCalibration,
  learnedFor,
  withLearnedInputs,
} from '../worker/learned.js';
import type { Calibration, SoftwareResult, Subject, Task, TaskResults } from '../worker/task.js';
import { placeKey } from './places.js';
import { type Baselines, softwareBaselines } from './software.js';

/** What every chip of a point and repeat needs beforehand. */
export interface Preparation {
  readonly software: SoftwareResult;
  readonly calibration: Calibration;
  /** Names the calibration of the converters; null where they have none. */
  readonly ranges: string | null;
}

/** What an ideal chip needs: its converters have no ranges, and nobody compares its classes. */
export type EarlyPreparation = Omit<Preparation, 'software'>;

type Kind = 'inputs' | 'converters';

/** Tasks by identity: points that ask for the same share one answer, also in a later round. */
interface Wanted<K extends Kind> {
  readonly tasks: Map<string, { readonly name: string; readonly payload: Extract<Task, { kind: K }> }>;
  readonly answers: Map<string, TaskResults[K]>;
}

const nothingWanted = <K extends Kind>(): Wanted<K> => ({ tasks: new Map(), answers: new Map() });

const keepOf = (plan: Plan, point: PlanPoint): number => {
  const { range } = plan.chips[point.chip]!.inputs;
  return range.kind === 'calibrated' ? range.keep : 1;
};

/** Answers to all tasks; those of an earlier round are not asked again. */
async function runAll<K extends Kind>(
  pool: Pool,
  { tasks, answers }: Wanted<K>,
): Promise<ReadonlyMap<string, TaskResults[K]>> {
  const keys = [...tasks.keys()].filter((key) => !answers.has(key));
  await pool.run<Task, TaskResults[K]>(
    keys.map((key) => tasks.get(key)!),
    (index, result) => answers.set(keys[index]!, result),
  );
  tasks.clear();
  return answers;
}

/** Everything that converters' ranges depend on: the weights' targets, the inputs' coding, the arrays, the rule. */
function converterKey(
  plan: Plan,
  point: PlanPoint,
  inputsKey: string,
  learned: LearnedCalibration | null,
): string {
  return identify({
    inputsKey,
    layers: plan.mappings[point.mapping]!.layers,
    learned: learned && [Object.keys(learned.inputs), Object.keys(learned.converters)],
    ...converterRule(plan.chips[point.chip]!),
  });
}

const needsConverters = (plan: Plan, point: PlanPoint): boolean =>
  plan.chips[point.chip]!.adc?.range.kind === 'calibrated';

function requireCalibrationImages(plan: Plan, inputs: RunInputs, point: PlanPoint): void {
  if (inputs.data[point.data]!.calibration.count > 0) return;
  if (plan.chips[point.chip]!.inputs.range.kind === 'fixed' && !needsConverters(plan, point)) return;
  throw new RunFailure(
    'no_calibration_images',
    'ranges are calibrated on training images, and the data set has none: give  data { train { … } }, or write the ranges of inputs and adc',
  );
}

interface Needs {
  readonly key: string;
  readonly point: PlanPoint;
  readonly subject: Subject;
  readonly softwareKey: string;
  readonly inputsKey: string;
  readonly converterKey: string | null;
  readonly learned: LearnedCalibration | null;
}

function needsOf(plan: Plan, inputs: RunInputs, place: Place): Needs {
  const point = plan.experiments[place.experiment]!.points[place.point]!;
  const subject = subjectOf(point, place.repeat);
  const inputsKey = identify({ subject, keep: keepOf(plan, point) });
  const learned = learnedFor(plan, point, inputs.weights[subject.weights]![subject.repeat]!);
  return {
    key: placeKey(place),
    point,
    subject,
    softwareKey: identify(subject),
    inputsKey,
    converterKey: needsConverters(plan, point) ? converterKey(plan, point, inputsKey, learned) : null,
    learned,
  };
}

/** Preparations by `placeKey`. */
export interface Preparer {
  /** Ranges of the inputs, while the software networks run. */
  readonly early: (places: readonly Place[]) => Promise<ReadonlyMap<string, EarlyPreparation>>;
  /** Everything; after `early` of the same places. */
  readonly whole: (places: readonly Place[]) => Promise<ReadonlyMap<string, Preparation>>;
}

/** Prepares places as they are asked for, each baseline and calibration computed once. */
export function preparer(plan: Plan, inputs: RunInputs, pool: Pool, workers: number): Preparer {
  const baselines: Baselines = softwareBaselines(plan, inputs, pool, workers);
  const observed = nothingWanted<'inputs'>();
  const converters = nothingWanted<'converters'>();
  const needsAt = (places: readonly Place[]): Needs[] => places.map((place) => needsOf(plan, inputs, place));

  async function rangesOf(needs: readonly Needs[]): Promise<ReadonlyMap<string, Calibration['converters']>> {
    for (const { point, subject, inputsKey, converterKey: key, learned } of needs)
      if (key !== null && !convertsAsLearned(plan, point, learned))
        converters.tasks.set(key, {
          name: `calibration of converters, repeat ${subject.repeat}`,
          payload: {
            kind: 'converters',
            ...subject,
            chip: point.chip,
            mapping: point.mapping,
            inputs: withLearnedInputs(observed.answers.get(inputsKey)!, learned),
          },
        });
    return runAll(pool, converters);
  }

  return {
    async early(places) {
      const needs = needsAt(places);
      for (const { point, subject, inputsKey } of needs) {
        requireCalibrationImages(plan, inputs, point);
        observed.tasks.set(inputsKey, {
          name: `calibration of inputs, repeat ${subject.repeat}`,
          payload: { kind: 'inputs', keep: keepOf(plan, point), ...subject },
        });
      }
      // One worker observes, and everything else waits for it: it begins, and the software networks fill the others' time.
      const observing = runAll(pool, observed);
      baselines.begin(needs.map(({ softwareKey, subject }) => [softwareKey, subject]));
      const found = await observing;
      return new Map(
        needs.map(({ key, inputsKey, learned }) => [
          key,
          {
            calibration: { inputs: withLearnedInputs(found.get(inputsKey)!, learned), converters: {} },
            ranges: null,
          },
        ]),
      );
    },
    async whole(places) {
      const needs = needsAt(places);
      const ranges = await rangesOf(needs);
      const software = await baselines.results();
      return new Map(
        needs.map(({ key, softwareKey, inputsKey, converterKey: ranged, learned }) => [
          key,
          {
            software: software.get(softwareKey)!,
            calibration: {
              inputs: withLearnedInputs(observed.answers.get(inputsKey)!, learned),
              converters: ranged === null ? {} : { ...ranges.get(ranged), ...learned?.converters },
            },
            ranges: ranged,
          },
        ]),
      );
    },
  };
}
