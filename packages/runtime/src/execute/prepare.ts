import { identify, type Plan, type PlanPoint } from '@kirchhoff/plan';
import { RunFailure } from '../failure.js';
import type { RunInputs } from '../inputs.js';
import type { Pool } from '../pool/pool.js';
import type { Place } from '../recorded.js';
import { sharedIntegers } from '../shared.js';
import { subjectOf } from '../worker/chip.js';
import type { Calibration, SoftwareResult, Subject, Task, TaskResults } from '../worker/task.js';
import { placeKey } from './places.js';

/** What every chip of a point and repeat needs beforehand. */
export interface Preparation {
  readonly software: SoftwareResult;
  readonly calibration: Calibration;
}

type Kind = 'software' | 'inputs' | 'converters';

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
function converterKey(plan: Plan, point: PlanPoint, inputsKey: string): string {
  const { device, adc, weights, inputs } = plan.chips[point.chip]!;
  const { onState, onOffRatio, levels } = device;
  return identify({
    inputsKey,
    layers: plan.mappings[point.mapping]!.layers,
    range: adc?.range ?? null,
    weights,
    inputs,
    onState,
    onOffRatio,
    levels,
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
}

function needsOf(plan: Plan, place: Place): Needs {
  const point = plan.experiments[place.experiment]!.points[place.point]!;
  const subject = subjectOf(point, place.repeat);
  const inputsKey = identify({ subject, keep: keepOf(plan, point) });
  return {
    key: placeKey(place),
    point,
    subject,
    softwareKey: identify(subject),
    inputsKey,
    converterKey: needsConverters(plan, point) ? converterKey(plan, point, inputsKey) : null,
  };
}

/** Software baselines and calibrations of places, by `placeKey`. */
export type Prepare = (places: readonly Place[]) => Promise<ReadonlyMap<string, Preparation>>;

/** Prepares places as they are asked for, each baseline and calibration computed once. */
export function preparer(plan: Plan, inputs: RunInputs, pool: Pool): Prepare {
  const software = nothingWanted<'software'>();
  const observed = nothingWanted<'inputs'>();
  const converters = nothingWanted<'converters'>();
  const shared = new Map<string, SoftwareResult>();
  const sharedOf = (key: string, result: SoftwareResult): SoftwareResult => {
    if (!shared.has(key)) shared.set(key, { ...result, predictions: sharedIntegers(result.predictions) });
    return shared.get(key)!;
  };
  return async (places) => {
    const needs = places.map((place) => needsOf(plan, place));
    for (const { point, subject, softwareKey, inputsKey } of needs) {
      requireCalibrationImages(plan, inputs, point);
      software.tasks.set(softwareKey, {
        name: `software network, repeat ${subject.repeat}`,
        payload: { kind: 'software', ...subject },
      });
      observed.tasks.set(inputsKey, {
        name: `calibration of inputs, repeat ${subject.repeat}`,
        payload: { kind: 'inputs', keep: keepOf(plan, point), ...subject },
      });
    }
    const scores = await runAll(pool, software);
    const inputsOf = await runAll(pool, observed);
    for (const { point, subject, inputsKey, converterKey: key } of needs)
      if (key !== null)
        converters.tasks.set(key, {
          name: `calibration of converters, repeat ${subject.repeat}`,
          payload: {
            kind: 'converters',
            ...subject,
            chip: point.chip,
            mapping: point.mapping,
            inputs: inputsOf.get(inputsKey)!,
          },
        });
    const ranges = await runAll(pool, converters);
    return new Map(
      needs.map(({ key, softwareKey, inputsKey, converterKey: ranged }) => [
        key,
        {
          software: sharedOf(softwareKey, scores.get(softwareKey)!),
          calibration: {
            inputs: inputsOf.get(inputsKey)!,
            converters: ranged === null ? {} : ranges.get(ranged)!,
          },
        },
      ]),
    );
  };
}
