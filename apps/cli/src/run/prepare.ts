import type { NamedArrays, Plan, TrainingEpoch } from '@kirchhoff/plan';
import type { RunData, RunInputs } from '@kirchhoff/runtime';
import { requireFit } from '../data/fit.js';
import { loadSets } from '../data/load.js';
import type { LoadedData, LoadedSets } from '../data/loaded.js';
import { remarksOn } from '../data/remarks.js';
import { foldersOf, type Session } from '../session.js';
import { storeFolder } from '../store/folder.js';
import { namedFiles } from '../study/named-files.js';
import type { PlannedStudy } from '../study/planned.js';
import { trainingNames } from '../study/training-names.js';
import { weightsFromFiles } from '../weights/from-file.js';
import { obtainWeights, type ObtainedWeights } from '../weights/obtain.js';
import { nameOf, type Wanted, wantedWeights } from '../weights/wanted.js';
import type { Watcher } from './events.js';
import { readTables } from './tables.js';
import { workersOf } from './workers.js';

/** Everything a run needs from outside, and what the record says of it. */
export interface Prepared {
  readonly inputs: RunInputs;
  readonly sets: LoadedSets;
  readonly obtained: ObtainedWeights;
  readonly training: readonly TrainingEpoch[];
}

/** Reads the data, finds or trains the weights. Throws a Failure. */
export async function prepareRun(
  planned: PlannedStudy,
  { options, signal }: Session,
  watch: Watcher,
): Promise<Prepared> {
  const { plan, study, host, sources, path } = planned;
  const folders = foldersOf(options);
  const wanted = wantedWeights(plan);
  const sets = await loadSets(plan, usedData(plan, wanted), { study, folders, sources, signal });
  signal.throwIfAborted();
  requireFit(plan, sets, { study, sources });
  remarksOn(sets).forEach(watch.report);
  const named = namedFiles(study, folders);
  const tables = readTables(plan, named);
  const files = weightsFromFiles(plan, named);
  const names = trainingNames(study, host, plan);
  const obtained = await obtainWeights(wanted, {
    store: storeFolder(path, options),
    sets,
    engine: options.engine,
    workers: workersOf(options),
    signal,
    watch,
    named,
    nameOfTraining: (id) => names.get(id) ?? id,
  });
  const weights = new Map<string, readonly NamedArrays[]>(files);
  for (const each of wanted) {
    const network = obtained.stored.get(nameOf(each))!.weights;
    weights.set(each.id, [...(weights.get(each.id) ?? []), network]);
  }
  return {
    inputs: {
      data: Object.fromEntries([...sets].map(([id, set]) => [id, runData(set)])),
      weights: Object.fromEntries(weights),
      tables,
    },
    sets,
    obtained,
    training: wanted.flatMap((each) => obtained.stored.get(nameOf(each))!.epochs),
  };
}

const usedData = (plan: Plan, wanted: readonly Wanted[]): string[] => [
  ...new Set([
    ...plan.experiments.flatMap(({ points }) => points.map(({ data }) => data)),
    ...wanted.map(({ training }) => training.data),
  ]),
];

const runData = (set: LoadedData): RunData => ({
  test: set.test(),
  calibration: set.calibration(),
  shape: set.shape,
  classes: set.classes,
});
