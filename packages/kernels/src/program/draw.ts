import { cumulative64, fillNormals, fillUniforms, fold, normalAt } from '@kirchhoff/random';
import { type CellSettings, firstCell, type MovingCells } from './cells.js';
import type { CellLaw } from './law.js';
import { chipPurpose } from './purposes.js';

/** The random numbers of a law, run by run. */
export interface CellDraw {
  /** Says which run follows. */
  begin(run: MovingCells): void;
  /** Writes the numbers of a part of the run to `out` from `offset` on; the part begins `offset` cells into the run. */
  fill(part: MovingCells, out: Float32Array, offset: number): void;
}

const f = Math.fround;
const nothing = (): void => undefined;

/** Normals of the bit lines of a run, drawn again where the bit lines change. */
function columnNormals(settings: CellSettings): (run: MovingCells) => Float32Array {
  const { purposes, longestRun } = settings;
  const key = fold(settings.key, purposes.column);
  const normals = new Float32Array(longestRun);
  const column = firstCell();
  const names = ['firstOutput', 'count', 'group', 'polarity', 'slice'] as const;
  return (run) => {
    const copy = purposes.ownColumns ? run.copy : 0;
    if (column.copy === copy && names.every((name) => column[name] === run[name])) return normals;
    for (const name of names) column[name] = run[name];
    column.copy = copy;
    fillNormals(key, column, normals, 0);
    return normals;
  };
}

/** sqrt(per_chip) times the normal of the chip, float32. */
function chipPart({ device, chip }: CellSettings): number {
  const share = device.shared.perChip;
  if (share === 0) return 0;
  if (chip === undefined)
    throw new RangeError('a variation that the cells of a chip share needs the key of the chip');
  return f(f(Math.sqrt(share)) * normalAt(fold(chip, chipPurpose), { row: 0, output: 0 }));
}

/** z = (own z_cell + common z_column) + chip z_chip, the factors square roots of the shares of the variance. */
function sharedNormals(settings: CellSettings): CellDraw {
  const { perChip, perColumn } = settings.device.shared;
  const key = fold(settings.key, settings.purposes.variation);
  const columns = columnNormals(settings);
  const own = f(Math.sqrt(Math.max(0, 1 - perChip - perColumn)));
  const common = f(Math.sqrt(perColumn));
  const chip = chipPart(settings);
  let ofColumns: Float32Array = new Float32Array(settings.longestRun);
  return {
    begin(run) {
      if (perColumn > 0) ofColumns = columns(run);
    },
    fill(part, out, offset) {
      fillNormals(key, part, out, offset);
      for (let i = offset; i < offset + part.count; i++)
        out[i] = f(f(own * out[i]) + f(common * ofColumns[i])) + chip;
    },
  };
}

/** Normals as the uniforms of equal rank. */
function ranked({ begin, fill }: CellDraw): CellDraw {
  return {
    begin,
    fill(part, out, offset) {
      fill(part, out, offset);
      for (let i = offset; i < offset + part.count; i++) out[i] = cumulative64(out[i]);
    },
  };
}

/** What a law draws for the cells of a layer; shared parts are normal, whatever the law makes of them. */
export function cellDraw({ draws }: CellLaw, settings: CellSettings): CellDraw {
  if (draws === 'nothing') return { begin: nothing, fill: nothing };
  const { perChip, perColumn } = settings.device.shared;
  if (perChip > 0 || perColumn > 0) {
    const shared = sharedNormals(settings);
    return draws === 'normals' ? shared : ranked(shared);
  }
  const key = fold(settings.key, settings.purposes.variation);
  return {
    begin: nothing,
    fill: draws === 'normals' ? (...run) => fillNormals(key, ...run) : (...run) => fillUniforms(key, ...run),
  };
}
