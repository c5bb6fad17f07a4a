import type { PlanChip } from '@kirchhoff/plan';

/** Slices of a weight (model.md section 1, point 3): pairs slice the magnitude, b - 1 bits; the others b bits. */
export function slicesOf({ weights }: PlanChip): number {
  if (weights.bits === null || weights.cellBits === null) return 1;
  const sliced = weights.scheme === 'differential_pair' && !weights.centred ? weights.bits - 1 : weights.bits;
  return Math.ceil(sliced / weights.cellBits);
}

/** Cells on one word line that hold one weight. */
export const cellsPerWeight = (chip: PlanChip): number =>
  (chip.weights.scheme === 'differential_pair' ? 2 : 1) * chip.weights.cells * slicesOf(chip);

/** Bit lines of an array that reference columns take. */
export const referenceColumns = (chip: PlanChip): number =>
  chip.weights.scheme === 'reference_column' ? chip.weights.columns * slicesOf(chip) : 0;

/** Outputs that fit on one array; 0 where not even one does. */
export const outputsPerArray = (chip: PlanChip): number =>
  Math.max(0, Math.floor((chip.array.columns - referenceColumns(chip)) / cellsPerWeight(chip)));

/** Bit lines read separately for one output: weight slices, and both columns where they are subtracted digitally. */
function planesOf(chip: PlanChip): number {
  const both = chip.weights.subtract === 'digital' && chip.weights.scheme === 'differential_pair';
  return slicesOf(chip) * (both ? 2 : 1);
}

/** Columns of one group that have converters: reference columns too where they are subtracted digitally. */
export function convertedColumns(
  chip: PlanChip,
  layer: { readonly outputs: number; readonly columnTiles: readonly unknown[] },
): number {
  const references =
    chip.weights.subtract === 'digital' ? referenceColumns(chip) * layer.columnTiles.length : 0;
  return layer.outputs * planesOf(chip) + references;
}

/** Cells that one group of a layer takes, reference columns and a row of biases included. */
export const cellsOf = (
  chip: PlanChip,
  layer: { readonly inputs: number; readonly outputs: number; readonly columnTiles: readonly unknown[] },
): number =>
  (layer.inputs + (chip.weights.bias === 'row' ? 1 : 0)) *
  (layer.outputs * cellsPerWeight(chip) + layer.columnTiles.length * referenceColumns(chip));
