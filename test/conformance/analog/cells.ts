import type { ProgrammedLayer } from '@kirchhoff/kernels';
import type { Cell } from '@kirchhoff/random';
import { askedWeights, idealPlanes, weightSettings } from './asked.js';
import { type CellKeys, expectedCell, holds, ulp } from './cell.js';
import type { Configuration } from './configuration.js';

/** How many cells were compared; `near` had a tolerance so close that float32 may have decided otherwise. */
export interface Compared {
  cells: number;
  references: number;
  near: number;
  attempts: number;
  met: number;
}

interface Work {
  readonly setting: Configuration;
  readonly layer: ProgrammedLayer;
  readonly keys: CellKeys;
  readonly compared: Compared;
}

interface Found {
  readonly value: number;
  readonly target: number;
  readonly cell: Cell;
}

function compare({ setting, keys, compared }: Work, kind: 'weight' | 'reference', found: Found): void {
  const { value, target, cell } = found;
  const exact = expectedCell(setting.chip.device, target, kind, cell, keys);
  compared.cells++;
  if (kind === 'reference') compared.references++;
  compared.attempts += exact.attempts;
  if (exact.met) compared.met++;
  if (exact.near) compared.near++;
  else if (!holds(value, exact, target, setting.chip.device))
    throw new Error(`${value} is not ${exact.value}: ${JSON.stringify(cell)}`);
}

function compareWeights(work: Work, inputMaximum: number): void {
  const { setting, layer } = work;
  const { mapped } = layer;
  const { inputs, outputs } = mapped;
  const exact = idealPlanes(askedWeights(setting, mapped, inputMaximum), weightSettings(setting));
  mapped.targets.forEach((slices, polarity) =>
    slices.forEach((targets, slice) =>
      targets.forEach((target, at) => {
        const asked = exact[polarity][slice][at];
        if (Math.abs(target - asked) > ulp(asked)) throw new Error(`target ${target} is not ${asked}`);
        const row = Math.floor(at / outputs) % inputs;
        const group = Math.floor(at / (inputs * outputs));
        layer.planes[polarity][slice].forEach((copies, copy) => {
          const cell = { group, row, output: at % outputs, polarity, slice, copy };
          compare(work, 'weight', { value: copies[at], target, cell });
        });
      }),
    ),
  );
}

/** Keyed by row, first output of the column tile, slice and index. */
function compareReferences(work: Work): void {
  const { setting, layer } = work;
  const { groups, inputs, reference } = layer.mapped;
  const { columns } = setting.chip.weights;
  layer.references.forEach((plane, slice) => {
    let at = 0;
    for (let group = 0; group < groups; group++)
      for (const [output] of setting.geometry.columnTiles)
        for (let row = 0; row < inputs; row++)
          for (let copy = 0; copy < columns; copy++, at++) {
            const cell = { group, row, output, slice, copy };
            compare(work, 'reference', { value: plane[at], target: reference[slice], cell });
          }
    if (plane.length !== at) throw new Error(`${plane.length} reference cells, not ${at}`);
  });
}

/** Every target and every cell of a drawn layer against float64; throws at the first that differs (law 0). */
export function compareCells(
  setting: Configuration,
  layer: ProgrammedLayer,
  keys: CellKeys,
  inputMaximum: number,
): Compared {
  const compared = { cells: 0, references: 0, near: 0, attempts: 0, met: 0 };
  const work = { setting, layer, keys, compared };
  compareWeights(work, inputMaximum);
  compareReferences(work);
  const { attempts } = layer;
  const { cells, attempts: draws, met, near } = compared;
  const equal = attempts?.cells === cells && attempts.draws === draws && attempts.met === met;
  if (attempts !== null && near === 0 && !equal) throw new Error(`attempts are ${JSON.stringify(attempts)}`);
  return compared;
}
