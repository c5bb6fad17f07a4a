import { identify, limits, type Plan } from '@kirchhoff/plan';
import { subjectOf } from '../worker/chip.js';
import { layerIdentities } from '../worker/identity.js';
import type { AnyChip, Prepared } from './chips.js';
import { placeKey } from './places.js';

/** Numbers for texts, equal for equal ones. */
function numbering(): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const number = known.get(text) ?? known.size;
    known.set(text, number);
    return number;
  };
}

/** What a chip of a place has, layer by layer, its draws left out. */
interface PlaceLayers {
  readonly subject: number;
  readonly layers: readonly { readonly cells: number; readonly outputs: number; readonly varies: boolean }[];
  /** Of a chip in a worker [bytes]. */
  readonly bytes: number;
}

interface SortedChip extends AnyChip {
  readonly index: number;
  readonly bytes: number;
  /** The subject, then cells, draws and outputs of every layer: equal up to where chips differ. */
  readonly path: readonly number[];
}

const bytesOf = (plan: Plan, mapping: string): number =>
  plan.mappings[mapping]!.layers.reduce(
    (sum, { groups, inputs, outputs, cellsPerWeight }) =>
      sum + limits.cellBytes * groups * inputs * outputs * cellsPerWeight,
    0,
  );

function compare(a: SortedChip, b: SortedChip): number {
  const at = a.path.findIndex((value, index) => value !== b.path[index]);
  return at < 0 ? a.index - b.index : a.path[at]! - (b.path[at] ?? -1);
}

/** Where the cells and draws of the first layer stand in a path. */
const FIRST_CELLS = [0, 1, 2];

function sorted(plan: Plan, prepared: Prepared, chips: readonly AnyChip[]): SortedChip[] {
  const numberOf = numbering();
  const known = new Map<string, PlaceLayers>();
  const layersOf = ({ place, trial }: AnyChip): PlaceLayers => {
    const key = `${placeKey(place)} ${trial === null}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const point = plan.experiments[place.experiment]!.points[place.point]!;
    const { calibration, ranges } = prepared.get(placeKey(place))!;
    const identities = layerIdentities(plan, point, {
      inputs: calibration.inputs,
      ranges,
      real: trial !== null,
    });
    const made = {
      subject: numberOf(identify(subjectOf(point, place.repeat))),
      layers: identities.map(({ cells, outputs, varies }) => ({
        cells: numberOf(cells),
        outputs: numberOf(outputs),
        varies,
      })),
      bytes: bytesOf(plan, point.mapping),
    };
    known.set(key, made);
    return made;
  };
  const all = chips.map((chip, index): SortedChip => {
    const { subject, layers, bytes } = layersOf(chip);
    const { seed, seedPerPoint } = plan.experiments[chip.place.experiment]!;
    const draws = numberOf(`${seed} ${seedPerPoint ? chip.place.point : ''} ${chip.trial}`);
    const path = layers.flatMap(({ cells, outputs, varies }) => [cells, varies ? draws : -1, outputs]);
    return { ...chip, index, bytes, path: [subject, ...path] };
  });
  return all.sort(compare);
}

/**
 * Chips in sets that a worker draws and runs together: those that share the cells of their first layer, whatever lies behind it, the ones
 * that share more next to each other. Sets come in the order of their first chips; with `sharing` false each chip is one.
 */
export function setsOf(
  plan: Plan,
  prepared: Prepared,
  chips: readonly AnyChip[],
  sharing: boolean,
): AnyChip[][] {
  if (!sharing) return chips.map((chip) => [chip]);
  const sets: SortedChip[][] = [];
  let bytes = 0;
  for (const chip of sorted(plan, prepared, chips)) {
    const set = sets.at(-1);
    const fits =
      set !== undefined && set.length < limits.chipsTogether && bytes + chip.bytes <= limits.togetherBytes;
    if (fits && FIRST_CELLS.every((at) => set[0]!.path[at] === chip.path[at])) {
      set.push(chip);
      bytes += chip.bytes;
    } else {
      sets.push([chip]);
      bytes = 0;
    }
  }
  const first = (set: readonly SortedChip[]): number => Math.min(...set.map(({ index }) => index));
  return sets.sort((a, b) => first(a) - first(b));
}
