import { dirname } from 'node:path';
import type { NamedArrays } from '@kirchhoff/plan';
import { doubt, type Engine, type EngineName, loadEngine, weightsKey } from '@kirchhoff/training';
import type { LoadedSets } from '../data/loaded.js';
import { isFull } from '../files/file-fault.js';
import type { WeightsRecord } from '../record/run-record.js';
import type { Watcher } from '../run/events.js';
import type { NamedFiles } from '../study/named-files.js';
import { dropCheckpoint, findCheckpoint } from './checkpoint.js';
import { arraysIn } from './from-file.js';
import { findWeights, keepWeights, type StoredWeights, weightsFolder } from './store.js';
import { trainAll } from './train-all.js';
import { classesOf, nameOf, type Wanted } from './wanted.js';

/** Every network that a plan trains, by `nameOf`. */
export interface ObtainedWeights {
  readonly engine: { readonly name: string; readonly version: string } | null;
  readonly stored: ReadonlyMap<string, StoredWeights>;
  readonly records: readonly WeightsRecord[];
  readonly warnings: readonly string[];
}

export interface ObtainOptions {
  /** The store's folder. */
  readonly store: string;
  readonly sets: LoadedSets;
  readonly engine?: EngineName;
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly watch: Watcher;
  /** Finds the files that trainings start from. */
  readonly named: NamedFiles;
  /** What the text calls a training of the plan. */
  readonly nameOfTraining: (id: string) => string;
}

interface Candidate {
  readonly wanted: Wanted;
  readonly key: string;
}

/** Finds the wanted networks among those kept beside the study, and trains the others. */
export async function obtainWeights(
  wanted: readonly Wanted[],
  options: ObtainOptions,
): Promise<ObtainedWeights> {
  if (wanted.length === 0) return { engine: null, stored: new Map(), records: [], warnings: [] };
  const { engine, refusals } = await loadEngine(options.engine);
  const folder = weightsFolder(options.store);
  const candidates = wanted.map((each) => ({ wanted: each, key: keyOf(each, engine, options.sets) }));
  const warnings: string[] = [];
  const warn = (text: string): void => {
    warnings.push(text);
    options.watch.warn(text);
  };
  const found = findKept(folder, candidates, warn);
  const missing = candidates.filter(({ wanted: each }) => !found.has(nameOf(each)));
  options.watch.say(engineLine(engine, refusals.length, candidates.length - missing.length, missing.length));
  const keep = keeper(folder, warn);
  const toTrain = missing.map(({ wanted: each, key }) => ({
    wanted: each,
    key,
    resume: findCheckpoint(folder, key, each.network),
    start: startArrays(each, options.named),
  }));
  const resumed = toTrain.filter(({ resume }) => resume !== undefined).length;
  if (resumed > 0) options.watch.say(`${resumed} of ${toTrain.length} trainings go on from their last epoch`);
  const onTrained = (key: string, network: StoredWeights): void => {
    keep(key, network);
    dropCheckpoint(folder, key);
  };
  const onFailed = (key: string): void => dropCheckpoint(folder, key);
  const trained = await trainAll(toTrain, { ...options, engine, folder, onTrained, onFailed });
  missing.forEach(({ wanted: each }, index) => {
    const network = trained.get(nameOf(each))!;
    const name = options.nameOfTraining(each.id);
    options.watch.say(`trained ${index + 1} of ${missing.length}, ${name}: ${accuracyText(network)}`);
  });
  const stored = new Map([...found, ...trained]);
  for (const { wanted: each } of candidates) {
    const why = doubt(stored.get(nameOf(each))!.epochs, classesOf(each));
    if (why !== undefined) warn(`training ${options.nameOfTraining(each.id)}, repeat ${each.repeat}: ${why}`);
  }
  return {
    engine: { name: engine.name, version: engine.version },
    stored,
    records: candidates.map(({ wanted: { id, repeat }, key }) => ({
      training: id,
      repeat,
      key,
      reused: found.has(nameOf({ id, repeat })),
      testAccuracy: stored.get(nameOf({ id, repeat }))?.epochs.at(-1)?.testAccuracy ?? null,
    })),
    warnings,
  };
}

const startArrays = ({ start }: Wanted, named: NamedFiles): NamedArrays | undefined =>
  start === undefined ? undefined : arraysIn(start.file.name, named, start.imported);

const keyOf = ({ id, repeat, training }: Wanted, engine: Engine, sets: LoadedSets): string =>
  weightsKey({ training: id, repeat, dataHash: sets.get(training.data)!.record.hash, engine });

function findKept(
  folder: string,
  candidates: readonly Candidate[],
  warn: (text: string) => void,
): Map<string, StoredWeights> {
  const found = new Map<string, StoredWeights>();
  for (const { wanted, key } of candidates) {
    const lookup = findWeights(folder, key, wanted.network);
    if (lookup.kind === 'found') found.set(nameOf(wanted), lookup.stored);
    if (lookup.kind === 'broken') warn(`${lookup.file} is broken (${lookup.reason}): training again`);
  }
  return found;
}

/** Keeps weights where that is possible; a folder that cannot be written costs the reuse, not the run. A full disk is told. */
function keeper(folder: string, warn: (text: string) => void) {
  let told = false;
  return (key: string, stored: StoredWeights): void => {
    try {
      keepWeights(folder, key, stored);
    } catch (cause) {
      if (isFull(cause)) throw cause;
      if (!told) warn(`weights cannot be kept in ${dirname(folder)}; they will be trained again next time`);
      told = true;
    }
  };
}

function engineLine(engine: Engine, passedOver: number, reused: number, missing: number): string {
  const networks = (count: number): string => `${count} trained ${count === 1 ? 'network' : 'networks'}`;
  const parts = [
    ...(reused > 0 ? [`${networks(reused)} reused`] : []),
    ...(missing > 0 ? [`${missing} to train`] : []),
  ];
  const hint = passedOver > 0 && missing > 0 ? '; kir doctor says why not a faster one' : '';
  return `training engine ${engine.name} (tensorflow.js ${engine.version}): ${parts.join(', ')}${hint}`;
}

function accuracyText({ epochs }: StoredWeights): string {
  const last = epochs.at(-1);
  if (last === undefined) return 'no epochs';
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  const test = last.testAccuracy === null ? '' : `, test accuracy ${percent(last.testAccuracy)}`;
  return `training accuracy ${percent(last.trainingAccuracy)}${test}`;
}
