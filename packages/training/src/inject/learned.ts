import { type FullScales, inputCoding, rangeArrays, scalesOfArrays } from '@kirchhoff/kernels';
import { type NamedArrays, rangeNames } from '@kirchhoff/plan';
import type { InjectedChipPart } from './chip.js';
import type { LayerRanges, Ranges } from './ranges.js';

type Arrays = Record<string, NamedArrays[string]>;

const number = (value: number): NamedArrays[string] => ({ shape: [1], data: Float32Array.of(value) });

/** Where learning begins: a range of nothing, as of inputs that are never lit, at the largest of its kind, or at 1. */
function positive<Ranges extends NamedArrays[string]>(ranges: Ranges): Ranges {
  const largest = ranges.data.reduce((most, value) => Math.max(most, value), 0);
  return { ...ranges, data: ranges.data.map((value) => (value > 0 ? value : largest || 1)) };
}

function arraysOf(
  { inputs, learned }: InjectedChipPart,
  layer: string,
  { coding, scales }: LayerRanges,
): Arrays {
  const names = rangeNames(layer);
  const { weights, references } = learned!.adc ? rangeArrays(scales!) : { weights: null, references: null };
  return {
    [names.signed]: number(coding.signed ? 1 : 0),
    ...(inputs.range.kind === 'calibrated' && { [names.input]: positive(number(coding.maximum)) }),
    ...(weights && { [names.adc]: positive(weights) }),
    ...(references && { [names.references]: positive(references) }),
  };
}

/** Ranges as arrays beside the weights: what is learned, and what the learned ranges stand on. */
export const learnedArrays = (part: InjectedChipPart, ranges: Ranges): NamedArrays =>
  Object.assign({}, ...[...ranges].map(([layer, each]) => arraysOf(part, layer, each))) as NamedArrays;

/** Arrays of a layer whose ranges are moved. */
export function movedArrays({ learned }: InjectedChipPart, layer: string, arrays: NamedArrays): string[] {
  const { input, adc, references } = rangeNames(layer);
  const wanted = [...(learned?.inputs ? [input] : []), ...(learned?.adc ? [adc, references] : [])];
  return wanted.filter((name) => name in arrays);
}

function scalesIn({ adc }: InjectedChipPart, layer: string, arrays: NamedArrays): FullScales | null {
  const names = rangeNames(layer);
  const weights = arrays[names.adc];
  if (weights === undefined || adc?.range.kind !== 'calibrated') return null;
  return scalesOfArrays(adc.range.per, { weights, references: arrays[names.references] ?? null });
}

/** The ranges that arrays hold. */
export const rangesIn = (part: InjectedChipPart, arrays: NamedArrays): Ranges =>
  new Map(
    part.layers.map(({ node: { name } }) => {
      const { input, signed } = rangeNames(name);
      const seen = { negative: arrays[signed]!.data[0] === 1, quantile: arrays[input]?.data[0] ?? 0 };
      return [name, { coding: inputCoding(part.inputs, seen), scales: scalesIn(part, name, arrays) }];
    }),
  );
