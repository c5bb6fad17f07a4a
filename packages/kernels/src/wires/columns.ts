import type { MappedLayer } from '../map/map.js';

/** What sits on one bit line of an array: a cell of one output's weight, or a reference column. */
export type BitLine =
  | {
      readonly kind: 'weight';
      readonly output: number;
      readonly slice: number;
      /** Index into the planes: 0 is +, 1 is -. */
      readonly polarity: number;
      readonly copy: number;
    }
  | { readonly kind: 'reference'; readonly slice: number; readonly index: number };

/**
 * The bit lines of one array from its first column (model.md section 3): outputs in order, within an output its slices
 * from the lowest, within a slice + then -, within those the copies; then the reference columns, slice by slice.
 */
export function bitLines(mapped: MappedLayer, outputs: readonly [first: number, count: number]): BitLine[] {
  const { mapping, targets, significance } = mapped;
  const [first, count] = outputs;
  const lines: BitLine[] = [];
  for (let output = first; output < first + count; output++)
    for (let slice = 0; slice < significance.length; slice++)
      for (let polarity = 0; polarity < targets.length; polarity++)
        for (let copy = 0; copy < mapping.cells; copy++)
          lines.push({ kind: 'weight', output, slice, polarity, copy });
  if (mapping.scheme !== 'reference_column') return lines;
  for (let slice = 0; slice < significance.length; slice++)
    for (let index = 0; index < mapping.columns; index++) lines.push({ kind: 'reference', slice, index });
  return lines;
}
