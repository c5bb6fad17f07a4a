import type { AxisValue, Experiment, Find, Quantity, Sweep } from '@kirchhoff/model';

/** Figures of a number that are kept: what floating point adds to 0 + 3 x 0.005 goes. */
const figures = 12;

const clean = (value: number): number => Number(value.toPrecision(figures));

/** Resistances are searched in steps of resistance, though the model holds conductances. */
const isInverted = ({ from, step, within }: Find): boolean =>
  from.dimension === 'conductance' && (step ?? within)?.dimension === 'resistance';

/** Whole numbers from one end in steps of a whole number, the other end included. */
function wholeValues(low: number, high: number, step: number): number[] {
  const values: number[] = [];
  for (let value = low; value < high; value += step) values.push(value);
  return [...values, high];
}

/** The numbers that a search chooses among, ascending: a step apart, or evenly so that none is farther than `within` from the next. */
function numbersOf(find: Find): number[] {
  const ends = [find.from.value, find.to.value].map((value) => (isInverted(find) ? 1 / value : value));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const fine = find.step?.value ?? find.within?.value ?? 1;
  if ([low, high, fine].every(Number.isInteger)) return wholeValues(low, high, fine);
  const pieces = Math.max(1, Math.ceil(clean((high - low) / fine)));
  return Array.from({ length: pieces + 1 }, (_, at) => clean(low + (at * (high - low)) / pieces));
}

function valueOf(find: Find, number: number): AxisValue {
  const { label: unit, scale } = find.unit;
  const label = `${clean(number * scale)}${unit === '' ? '' : ` ${unit}`}`;
  const value: Quantity = { ...find.to, value: isInverted(find) ? 1 / number : number, text: label };
  return { value, label, number };
}

const sweepOf = (find: Find): Sweep => ({
  together: false,
  axes: [
    {
      name: find.name,
      path: find.path,
      values: numbersOf(find).map((number) => valueOf(find, number)),
      unit: find.unit,
      origin: find.origin,
    },
  ],
});

/** The experiment with every `find` as an axis of the values it chooses among, after its sweeps: the points that a search may visit. */
export const withSearched = (experiment: Experiment): Experiment => ({
  ...experiment,
  sweeps: [...experiment.sweeps, ...experiment.finds.map(sweepOf)],
});
