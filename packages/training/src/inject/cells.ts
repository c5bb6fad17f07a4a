import {
  type Device,
  drawnWeights,
  idealLayer,
  type Kernels,
  type MappedLayer,
  mapWeights,
  type ProgrammedLayer,
  type Programming,
  programLayer,
  wireLayer,
} from '@kirchhoff/kernels';
import type { NamedArrays } from '@kirchhoff/plan';
import { fold, type Key } from '@kirchhoff/random';
import type { InjectedChipPart } from './chip.js';
import { type ChipLayer, type ProgrammedForm, programmedForm } from './layer.js';
import type { LayerRanges } from './ranges.js';

/** A layer whose cells were drawn. */
export interface DrawnLayer {
  readonly layer: ChipLayer;
  readonly form: ProgrammedForm;
  readonly programmed: ProgrammedLayer;
  readonly device: Device;
  /** seed > trial > layer ordinal, as of every chip. */
  readonly key: Key;
}

export const layerKey = (trial: Key, { node }: ChipLayer): Key => fold(fold(trial, 'layer'), node.ordinal);

/** Effective over programmed conductance, laid out like the planes of a layer. */
export interface WireFactors {
  readonly planes: readonly (readonly (readonly Float32Array[])[])[];
  readonly references: readonly Float32Array[];
}

/** Targets of a layer's cells, its bias on a row where the chip says so. */
export function mapped(
  { chip }: InjectedChipPart,
  { matrices, bias }: ProgrammedForm,
  ranges: LayerRanges | undefined,
  reuse?: MappedLayer,
): MappedLayer {
  const row = chip.weights.bias === 'row' ? { values: bias, inputMaximum: ranges!.coding.maximum } : null;
  return mapWeights(matrices, chip.weights, chip.device, row, reuse && { reuse });
}

const ratio = (effective: Float32Array, cells: Float32Array): Float32Array =>
  effective.map((value, i) => (cells[i]! > 0 ? value / cells[i]! : 1));

/**
 * The fitted approximation of wires: the arrays are solved once with every cell at its target, and what is left of each cell's conductance
 * there is taken for every chip drawn afterwards. A cell whose target is 0 keeps what is drawn.
 */
export function fitWires(
  part: InjectedChipPart,
  layer: ChipLayer,
  arrays: NamedArrays,
  ranges: LayerRanges | undefined,
): WireFactors {
  const { columnTiles, rowTiles } = layer.place;
  const ideal = idealLayer(mapped(part, programmedForm(layer, arrays), ranges), columnTiles);
  const wired = wireLayer(ideal, rowTiles, part.chip.array);
  return {
    planes: wired.planes.map((slices, polarity) =>
      slices.map((copies, slice) =>
        copies.map((plane, copy) => ratio(plane, ideal.planes[polarity]![slice]![copy]!)),
      ),
    ),
    references: wired.references.map((plane, slice) => ratio(plane, ideal.references[slice]!)),
  };
}

function times(cells: Float32Array, factors: Float32Array): void {
  for (let i = 0; i < cells.length; i++) cells[i]! *= factors[i]!;
}

/** Which chip is drawn, and with what. */
export interface CellDraws {
  readonly trial: Key;
  readonly device: Device;
  readonly kernels: Kernels;
}

const programmingOf = (
  { chip }: InjectedChipPart,
  layer: ChipLayer,
  { trial, kernels }: CellDraws,
): Programming => ({
  key: layerKey(trial, layer),
  chip: trial,
  readVoltage: chip.inputs.readVoltage,
  columnTiles: layer.place.columnTiles,
  kernels,
});

/** What the cells of a layer stand for [groups x rows x outputs], drawn as the runtime draws those of a chip; biases are digital. */
export const drawWeights = (
  part: InjectedChipPart,
  layer: ChipLayer,
  form: ProgrammedForm,
  draws: CellDraws,
  out: Float32Array,
): Float32Array =>
  drawnWeights(form.matrices, part.chip.weights, draws.device, programmingOf(part, layer, draws), out);

/** Draws the cells of a layer as the runtime draws those of a chip; wires through their factors. */
export function drawCells(
  part: InjectedChipPart,
  layer: ChipLayer,
  form: ProgrammedForm,
  draws: CellDraws,
  {
    ranges,
    wires,
    reuse,
  }: {
    readonly ranges: LayerRanges | undefined;
    readonly wires: WireFactors | undefined;
    /** The layer as it was drawn before; its memory is overwritten. */
    readonly reuse: DrawnLayer | undefined;
  },
): DrawnLayer {
  const programming = programmingOf(part, layer, draws);
  const targets = mapped(part, form, ranges, reuse?.programmed.mapped);
  const { device } = draws;
  const programmed = programLayer(targets, device, {
    ...programming,
    ...(reuse && { reuse: reuse.programmed }),
  });
  wires?.planes.forEach((slices, polarity) =>
    slices.forEach((copies, slice) =>
      copies.forEach((factors, copy) => times(programmed.planes[polarity]![slice]![copy]!, factors)),
    ),
  );
  wires?.references.forEach((factors, slice) => times(programmed.references[slice]!, factors));
  return { layer, form, programmed, device, key: programming.key };
}
