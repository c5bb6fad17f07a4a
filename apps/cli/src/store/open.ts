import type { Plan } from '@kirchhoff/plan';
import { cellsOf } from '@kirchhoff/report';
import {
  appendRows,
  makePoint,
  mergePoint,
  readNotes,
  pointIdentity,
  type PointIdentity,
  readPoint,
  recordRun,
  type RunPoint,
  setAside,
  storedPoints,
  writeNotes,
} from '@kirchhoff/results';
import {
  type ClippedBiases,
  type Place,
  type Recorded,
  type RecordedTrial,
  type RunInputs,
  weightsSource,
} from '@kirchhoff/runtime';
import { writePlan } from '@kirchhoff/plan';
import { contentsOf } from './contents.js';
import { differingTrials } from './differing.js';
import { keeper } from './keeper.js';
import { columnsOf, trialsOf } from './rows.js';

/** A store as a run uses it. */
export interface OpenStore extends Recorded {
  /** Everything kept so far is on disk. */
  readonly flush: () => Promise<void>;
  /** Registers how many trials of every point belong to the run. */
  readonly close: (counts: (place: Place) => number) => Promise<void>;
}

export interface OpenOptions {
  readonly folder: string;
  readonly plan: Plan;
  /** The plan's hash. */
  readonly hash: string;
  readonly inputs: RunInputs;
  readonly environment: Readonly<Record<string, unknown>>;
  readonly warn: (text: string) => void;
}

interface StoredPlace {
  readonly place: Place;
  readonly identity: PointIdentity;
}

const keyOf = ({ experiment, point, repeat }: Place): string => `${experiment} ${point} ${repeat}`;

/** A point of more segments than this is merged when a run ends. */
const mostSegments = 8;

function placesOf({ plan, inputs }: OpenOptions): StoredPlace[] {
  const contents = contentsOf(plan, inputs);
  return plan.experiments.flatMap((experiment, e) =>
    experiment.points.flatMap((point, p) =>
      inputs.weights[weightsSource(point)]!.map((_, repeat) => ({
        place: { experiment: e, point: p, repeat },
        identity: pointIdentity(plan, experiment, p, contents(e, p, repeat)),
      })),
    ),
  );
}

const runPoints = (
  plan: Plan,
  places: readonly StoredPlace[],
  counts: (place: Place) => number,
): RunPoint[] =>
  places.map(({ place, identity }) => {
    const experiment = plan.experiments[place.experiment]!;
    return {
      experiment: experiment.name,
      point: place.point,
      repeat: place.repeat,
      hash: identity.hash,
      trials: counts(place),
      axes: cellsOf(experiment, place.point),
    };
  });

interface Known {
  readonly trials: Map<string, RecordedTrial[]>;
  readonly clipped: Map<string, readonly ClippedBiases[]>;
}

const clippedIn = (notes: unknown): readonly ClippedBiases[] =>
  (notes as { clippedBiases?: readonly ClippedBiases[] } | undefined)?.clippedBiases ?? [];

/** What a store knows of the places; broken segments are set aside with a warning. */
async function load({ folder, plan, warn }: OpenOptions, places: readonly StoredPlace[]): Promise<Known> {
  const stored = new Set(await storedPoints(folder));
  const known: Known = { trials: new Map(), clipped: new Map() };
  for (const { place, identity } of places) {
    if (!stored.has(identity.hash)) continue;
    const { columns, broken, conflicts } = await readPoint(folder, identity.hash);
    if (conflicts.length > 0) throw differingTrials(folder, conflicts[0]!);
    for (const { file, reason } of broken) {
      warn(`${file} is broken (${reason}): its chips are evaluated again`);
      await setAside(file);
    }
    known.trials.set(keyOf(place), trialsOf(plan.experiments[place.experiment]!.name, place, columns));
    known.clipped.set(keyOf(place), clippedIn(await readNotes(folder, identity.hash)));
  }
  return known;
}

/** Opens a store for a run: registers the run, reads what is known, keeps what ends. */
export async function openStore(options: OpenOptions): Promise<OpenStore> {
  const { folder, plan, hash, environment } = options;
  const places = placesOf(options);
  const hashes = new Map(places.map(({ place, identity }) => [keyOf(place), identity]));
  const register = (counts: (place: Place) => number, more: Readonly<Record<string, unknown>>) =>
    recordRun(
      folder,
      { id: hash, environment: { ...environment, ...more }, points: runPoints(plan, places, counts) },
      writePlan(plan),
    );
  await register(({ experiment }) => plan.experiments[experiment]!.trials.from, {});
  const known = await load(options, places);
  const written = new Set<string>();
  const waiting = keeper(async (place, trials) => {
    const identity = hashes.get(keyOf(place))!;
    await makePoint(folder, identity.hash, identity.covers);
    await appendRows(folder, identity.hash, columnsOf(trials));
    written.add(identity.hash);
  });
  const notes: Promise<void>[] = [];
  return {
    known: (place) => known.trials.get(keyOf(place)) ?? [],
    keep: waiting.keep,
    clippedBiases: (place) => known.clipped.get(keyOf(place)) ?? [],
    keepClippedBiases(place, clippedBiases) {
      const writing = writeNotes(folder, hashes.get(keyOf(place))!.hash, { clippedBiases });
      // What fails is told by flush, which a run always comes to.
      writing.catch(() => undefined);
      notes.push(writing);
    },
    async flush() {
      await Promise.all(notes);
      await waiting.flush();
    },
    async close(counts) {
      for (const point of written) {
        const { segments } = await readPoint(folder, point);
        if (segments.length > mostSegments) await mergePoint(folder, point);
      }
      await register(counts, { finished: new Date().toISOString() });
    },
  };
}
