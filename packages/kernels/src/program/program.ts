import type { Key } from '@kirchhoff/random';
import type { MappedLayer } from '../map/map.js';
import { memoryOf } from '../map/memory.js';
import type { Kernels } from '../products/kernels.js';
import type { Piece } from '../read/geometry.js';
import { requireNone } from '../refusal.js';
import { meanDecay } from './age.js';
import { type CellSettings, firstCell, type MovingCells } from './cells.js';
import type { Device } from './device.js';
import { emptyTally, type Pen, programmingPen } from './pen.js';
import { referencePurposes, weightPurposes } from './purposes.js';
import { programmingRefusals } from './refusals.js';
import { layerProgram } from './plane.js';
import type { Attempts } from './verify.js';

/** The cells of one layer on one chip. */
export interface ProgrammedLayer {
  readonly mapped: MappedLayer;
  readonly columnTiles: readonly Piece[];
  /** Conductances at read-out [S] by polarity, slice and copy, each [groups x inputs x outputs]. */
  readonly planes: readonly (readonly (readonly Float32Array[])[])[];
  /** Reference cells [S] by slice, each [groups x column tiles x inputs x reference columns]; empty without them. */
  readonly references: readonly Float32Array[];
  /** The mean decay by which read-out divides, float64; 1 where it is not compensated. */
  readonly decay: number;
  /** Of write-verify, reference cells included; null without it. */
  readonly attempts: Readonly<Attempts> | null;
}

export interface Programming {
  /** seed > trial > layer ordinal (model.md section 7). */
  readonly key: Key;
  /** seed > trial; needed where cells of a chip share a part of their variation. */
  readonly chip?: Key;
  /** [V]; needed where a law is written in currents. */
  readonly readVoltage?: number;
  readonly columnTiles: readonly Piece[];
  /** Where the mapped cells begin in their layer, if they are a part of it; its first row and group unless given. */
  readonly place?: PartPlace;
  /** A layer programmed from the same mapping, of at least as many cells, whose memory is overwritten. */
  readonly reuse?: ProgrammedLayer;
  /** Program whole planes where they can; the cells are the same. */
  readonly kernels?: Kernels;
}

/** Coordinates of the first cell of a part of a layer: some rows of one group, or all rows of some groups. */
export interface PartPlace {
  readonly firstGroup: number;
  readonly firstRow: number;
}

export const wholeLayer: PartPlace = { firstGroup: 0, firstRow: 0 };

interface Part {
  readonly mapped: MappedLayer;
  readonly place: PartPlace;
}

function drawPlane(
  { mapped, place }: Part,
  pen: Pen,
  target: Float32Array,
  out: Float32Array,
  cells: MovingCells,
): void {
  const { groups, inputs, outputs } = mapped;
  const { firstGroup, firstRow } = place;
  const stroke = { target, out, cells };
  cells.firstOutput = 0;
  cells.count = outputs;
  for (let group = 0, first = 0; group < groups; group++)
    for (let row = 0; row < inputs; row++, first += outputs) {
      cells.group = firstGroup + group;
      cells.row = firstRow + row;
      pen(stroke, first);
    }
}

function drawReference(
  { mapped, place }: Part,
  tiles: readonly Piece[],
  pen: Pen,
  slice: number,
  out: Float32Array,
): void {
  const { groups, inputs, mapping } = mapped;
  const { firstGroup, firstRow } = place;
  const target = new Float32Array(out.length).fill(mapped.reference[slice]);
  const cells = { ...firstCell(), count: 1, slice };
  const stroke = { target, out, cells };
  let tileStart = 0;
  for (cells.group = firstGroup; cells.group < firstGroup + groups; cells.group++)
    for (const [firstOutput] of tiles) {
      cells.firstOutput = firstOutput;
      for (cells.copy = 0; cells.copy < mapping.columns; cells.copy++)
        for (let row = 0; row < inputs; row++) {
          cells.row = firstRow + row;
          pen(stroke, tileStart + row * mapping.columns + cells.copy);
        }
      tileStart += inputs * mapping.columns;
    }
}

const referenceSize = ({ groups, inputs, mapping }: MappedLayer, tiles: readonly Piece[]): number =>
  groups * tiles.length * inputs * mapping.columns;

function settingsOf(mapped: MappedLayer, device: Device, programming: Programming): CellSettings {
  const { key, chip, readVoltage } = programming;
  if (device.programming?.kind === 'saturating' && readVoltage === undefined)
    throw new RangeError('a law in currents needs the read voltage');
  return {
    device,
    ends: mapped.ends,
    readVoltage: readVoltage ?? 1,
    key,
    chip,
    purposes: weightPurposes,
    longestRun: mapped.outputs,
  };
}

/**
 * Draws the cells of a layer once, up to the read-out (model.md section 2): law, write-verify, clipping, stuck cells,
 * relaxation, drift. Cells are keyed by weight coordinates under the purposes `programming`, `stuck`, `relaxation` and
 * `drift`, reference cells by (row, first output of the column tile, slice, index) under `reference` and `reference_…`.
 * Throws a refusal for devices outside the model.
 */
export function programLayer(mapped: MappedLayer, device: Device, programming: Programming): ProgrammedLayer {
  requireNone(programmingRefusals(device));
  const { columnTiles, place = wholeLayer, reuse, kernels } = programming;
  const part = { mapped, place };
  const settings = settingsOf(mapped, device, programming);
  const tally = emptyTally();
  let known: Pen | undefined;
  const pen: Pen = (stroke, first) => (known ??= programmingPen(settings, tally))(stroke, first);
  const whole = kernels === undefined ? null : layerProgram(mapped, device, programming);
  const planes = mapped.targets.map((slices, polarity) =>
    slices.map((target, slice) =>
      Array.from({ length: mapped.mapping.cells }, (_, copy) => {
        const out = memoryOf(reuse?.planes[polarity][slice][copy], target.length);
        if (whole !== null && kernels?.program({ ...whole, target, out, polarity, slice, copy })) return out;
        drawPlane(part, pen, target, out, { ...firstCell(), polarity, slice, copy });
        return out;
      }),
    ),
  );
  const references: Float32Array[] = [];
  if (mapped.mapping.scheme === 'reference_column') {
    const size = referenceSize(mapped, columnTiles);
    const referencePen = programmingPen({ ...settings, purposes: referencePurposes, longestRun: 1 }, tally);
    mapped.reference.forEach((_, slice) => {
      references[slice] = memoryOf(reuse?.references[slice], size);
      drawReference(part, columnTiles, referencePen, slice, references[slice]);
    });
  }
  return {
    mapped,
    columnTiles,
    planes,
    references,
    decay: device.drift?.compensate === 'global' ? meanDecay(tally.decay) : 1,
    attempts: device.writeVerify === null ? null : tally.attempts,
  };
}

/** The layer with every cell at its target: for calibration and the ideal chip. Planes share the targets' memory. */
export function idealLayer(mapped: MappedLayer, columnTiles: readonly Piece[]): ProgrammedLayer {
  const planes = mapped.targets.map((slices) =>
    slices.map((target) => Array.from({ length: mapped.mapping.cells }, () => target)),
  );
  const size = referenceSize(mapped, columnTiles);
  const references =
    mapped.mapping.scheme === 'reference_column'
      ? mapped.reference.map((target) => new Float32Array(size).fill(target))
      : [];
  return { mapped, columnTiles, planes, references, decay: 1, attempts: null };
}
