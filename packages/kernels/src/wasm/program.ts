import { flatResiduals, lawNumbers } from '../program/lawNumbers.js';
import type { PairProgram } from '../program/pairs.js';
import type { LayerProgram, PlaneProgram } from '../program/plane.js';
import type { Workspace } from './workspace.js';

/** Cells in work at a time, about: they and their random numbers stay in the first cache. */
const TOGETHER = 4096;

/** Numbers beyond the last one that the generator writes. */
const SLACK = 32;

/** Word offsets in the workspace of the records of assembly/program.ts, numbers.ts and laws.ts, and of what follows them. */
const AT = { job: 0, cells: 8, law: 16, key: 40, stuckKey: 44, schedule: 48, arrays: 72 } as const;

/** What a law looks up, written behind the records; float64 but for `begin`. */
interface LawArrays {
  readonly terms: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  readonly shifts: ArrayLike<number>;
  readonly sigmas: ArrayLike<number>;
  readonly residuals: ArrayLike<number>;
  readonly begin: ArrayLike<number>;
}

const NONE: LawArrays = { terms: [], targets: [], shifts: [], sigmas: [], residuals: [], begin: [] };

function arraysOf({ law }: LayerProgram): LawArrays {
  if (law.kind === 'polynomial') return { ...NONE, terms: [law.scale, ...law.terms] };
  if (law.kind !== 'table') return NONE;
  const { targets, shifts, sigmas, residuals } = law.table;
  if (residuals === null) return { ...NONE, targets, shifts, sigmas };
  const { values, begin } = flatResiduals(residuals);
  return { ...NONE, targets, residuals: values, begin };
}

const even = (words: number): number => words + (words & 1);

/** Where everything of a plane lies in the workspace, in words; float64 at even ones. */
function layOut({ inputs, outputs }: LayerProgram, arrays: LawArrays, paired: boolean) {
  const width = (outputs + 3) & ~3;
  const rows = Math.max(1, Math.min(inputs, Math.floor(TOGETHER / width)));
  let end: number = AT.arrays;
  const take = (words: number): number => {
    const at = end;
    end += even(words);
    return at;
  };
  const doubles = (values: ArrayLike<number>): number => take(2 * values.length);
  const { terms, targets, shifts, sigmas, residuals, begin } = arrays;
  const at = {
    terms: doubles(terms),
    targets: doubles(targets),
    shifts: doubles(shifts),
    sigmas: doubles(sigmas),
    residuals: doubles(residuals),
    begin: take(begin.length),
    values: take(rows * outputs + SLACK),
    random: take(rows * width + SLACK),
    /** The other polarity, and w_max of every output with room for whole vectors. */
    minus: take(paired ? rows * outputs + SLACK : 0),
    scale: take(paired ? 2 * width : 0),
  };
  return { ...at, rows, words: end };
}

type Layout = ReturnType<typeof layOut>;

function writeLaw(plane: LayerProgram, arrays: LawArrays, at: Layout, space: Workspace): void {
  const { words, floats, doubles, address } = space;
  const { law, numbers, uniform, bothSides } = lawNumbers(plane.law);
  const { low, high } = plane.clip ?? { low: 0, high: 0 };
  const { onAtMost, offAbove, on, off } = plane.stuck ?? { onAtMost: 0, offAbove: 1, on: 0, off: 0 };
  const place = (word: number): number => address + 4 * word;
  words.set([law, Number(uniform), Number(bothSides)], AT.law);
  floats.set(numbers, AT.law + 3);
  words.set(
    [
      place(at.terms),
      Math.max(0, arrays.terms.length - 1),
      place(at.targets),
      arrays.targets.length,
      place(at.shifts),
      place(at.sigmas),
      place(at.residuals),
      place(at.begin),
      Number(plane.clip !== null),
    ],
    AT.law + 6,
  );
  floats.set([low, high, onAtMost, offAbove, on, off], AT.law + 15);
  for (const name of ['terms', 'targets', 'shifts', 'sigmas', 'residuals'] as const)
    doubles.set(arrays[name], at[name] / 2);
  words.set(arrays.begin, at.begin);
}

/** Writes what all rows of a plane have in common. */
function writeCommon(plane: LayerProgram, at: Layout, { words, address }: Workspace): void {
  const place = (word: number): number => address + 4 * word;
  const stuckKey = plane.stuck === null ? 0 : place(AT.stuckKey);
  words.set(
    [
      place(AT.cells),
      place(AT.law),
      place(at.values),
      place(at.random),
      place(AT.key),
      stuckKey,
      place(AT.schedule),
    ],
    AT.job,
  );
  words.set(plane.key, AT.key);
  if (plane.stuck !== null) words.set(plane.stuck.key, AT.stuckKey);
}

/** Programs a plane a few rows at a time; every law is known here. */
export function programPlane(plane: PlaneProgram, workspaceOf: (words: number) => Workspace): void {
  const { target, out, groups, inputs, outputs, firstGroup, firstRow, polarity, slice, copy } = plane;
  const arrays = arraysOf(plane);
  const at = layOut(plane, arrays, false);
  const space = workspaceOf(at.words);
  const { words, floats } = space;
  writeCommon(plane, at, space);
  writeLaw(plane, arrays, at, space);
  const fourth = (polarity << 24) | (slice << 16) | copy;
  for (let group = 0; group < groups; group++)
    for (let row = 0; row < inputs; row += at.rows) {
      const rows = Math.min(at.rows, inputs - row);
      const first = (group * inputs + row) * outputs;
      const count = rows * outputs;
      words.set([rows, outputs, firstRow + row, (firstGroup + group) << 16, fourth], AT.cells);
      floats.set(target.subarray(first, first + count), at.values);
      space.run(AT.job);
      out.set(floats.subarray(at.values, at.values + count), first);
    }
}

/** Exports of assembly/pairs.ts; addresses in bytes. */
export interface PairExports {
  pairTargets(
    plus: number,
    minus: number,
    rows: number,
    outputs: number,
    scale64: number,
    off: number,
    range: number,
    centred: number,
  ): void;
  pairWeights(
    plus: number,
    minus: number,
    rows: number,
    outputs: number,
    scale64: number,
    factor: number,
  ): void;
}

/** Programs pairs a few rows at a time, from weights to the weights they stand for. */
export function programPairs(
  pairs: PairProgram,
  exports: PairExports,
  workspaceOf: (words: number) => Workspace,
): void {
  const { weights, out, groups, inputs, outputs, firstGroup, firstRow, scale, centred, ends } = pairs;
  const arrays = arraysOf(pairs);
  const at = layOut(pairs, arrays, true);
  const space = workspaceOf(at.words);
  const { words, floats, doubles, address } = space;
  writeCommon(pairs, at, space);
  writeLaw(pairs, arrays, at, space);
  const [plus, minus, most] = [at.values, at.minus, at.scale].map((word) => address + 4 * word) as [
    number,
    number,
    number,
  ];
  for (let group = 0; group < groups; group++) {
    doubles.set(scale.subarray(group * outputs, (group + 1) * outputs), at.scale / 2);
    for (let row = 0; row < inputs; row += at.rows) {
      const rows = Math.min(at.rows, inputs - row);
      const first = (group * inputs + row) * outputs;
      const count = rows * outputs;
      floats.set(weights.subarray(first, first + count), at.values);
      exports.pairTargets(plus, minus, rows, outputs, most, ends.off, ends.range, Number(centred));
      for (const [polarity, values] of [plus, minus].entries()) {
        words[AT.job + 2] = values;
        words.set([rows, outputs, firstRow + row, (firstGroup + group) << 16, polarity << 24], AT.cells);
        space.run(AT.job);
      }
      exports.pairWeights(plus, minus, rows, outputs, most, 1 / ends.range);
      out.set(floats.subarray(at.values, at.values + count), first);
    }
  }
}
