import { type Device, type OracleDraws, oracleProgram, type OracleProgrammed } from '@kirchhoff/kernels';
import { type Cell, cumulative64, fold, type Key, key, normalAt, uniformAt } from '@kirchhoff/random';

export const readVoltage = 0.2;

/** Keys of a chip, and of one of its layers. */
export interface CellKeys {
  readonly chip: Key;
  readonly layer: Key;
}

export function cellKeys(trial: number): CellKeys {
  const chip = fold(key(11), trial);
  return { chip, layer: fold(chip, 2) };
}

const purposesOf = {
  weight: ['programming', 'programming_column', 'stuck', 'relaxation', 'drift'],
  reference: ['reference', 'reference_column', 'reference_stuck', 'reference_relaxation', 'reference_drift'],
} as const;

const f = Math.fround;
const root = (share: number): number => f(Math.sqrt(share));

function drawsUniforms({ programming }: Device): boolean {
  if (programming?.kind === 'table') return programming.table.residuals !== null;
  return programming?.kind === 'uniform';
}

interface LawKeys {
  readonly own: Key;
  readonly column: Key;
  readonly chip: Key;
  /** The cell whose coordinates name the bit line. */
  readonly line: Cell;
}

/** What a cell's law draws at every attempt (model.md section 2, shares of the variance). */
function lawDraws(device: Device, cell: Cell, { own, column, chip, line }: LawKeys): OracleDraws['law'] {
  const { perChip, perColumn } = device.shared;
  const uniform = drawsUniforms(device);
  if (perChip === 0 && perColumn === 0)
    return (attempt) => (uniform ? uniformAt : normalAt)(own, { ...cell, attempt });
  const ofLine = f(root(perColumn) * normalAt(column, line));
  const ofChip = f(root(perChip) * normalAt(fold(chip, 'programming_chip'), { row: 0, output: 0 }));
  const mine = root(Math.max(0, 1 - perChip - perColumn));
  return (attempt) => {
    const z = f(f(f(mine * normalAt(own, { ...cell, attempt })) + ofLine) + ofChip);
    return uniform ? f(cumulative64(z)) : z;
  };
}

/** What a cell must hold: by float64, from its target and its own random numbers. */
export function expectedCell(
  device: Device,
  target: number,
  kind: keyof typeof purposesOf,
  cell: Cell,
  keys: CellKeys,
): OracleProgrammed {
  const [own, column, stuck, relaxation, drift] = purposesOf[kind].map((purpose) =>
    fold(keys.layer, purpose),
  );
  const line = { ...cell, row: 0, copy: kind === 'reference' ? cell.copy : 0 };
  const draws: OracleDraws = {
    law:
      device.programming === null ? () => 0 : lawDraws(device, cell, { own, column, chip: keys.chip, line }),
    stuck: device.stuckOn + device.stuckOff > 0 ? uniformAt(stuck, cell) : 1,
    relaxation: device.relaxation === null ? 0 : normalAt(relaxation, cell),
    drift: device.drift === null ? 0 : normalAt(drift, cell),
  };
  return oracleProgram(target, draws, device, readVoltage);
}

export const ulp = (value: number): number => 2 ** (Math.floor(Math.log2(Math.abs(value) || 2 ** -126)) - 23);

/**
 * 4 ulp (law 0) of the largest number on the way, for the programming and again for the ageing where there is any: a sum that
 * cancels keeps the rounding of its terms, and the exponential of a log-normal law multiplies that of its argument.
 */
export function holds(
  found: number,
  { value, largest, programmed }: OracleProgrammed,
  target: number,
  { programming, drift, relaxation }: Device,
): boolean {
  const ageing = drift === null && relaxation === null ? 0 : 1;
  const exponent = programming?.kind === 'lognormal' ? Math.abs(Math.log(programmed / target)) : 0;
  const stages = 1 + ageing + (Number.isFinite(exponent) ? exponent : 0);
  return Math.abs(found - value) <= 4 * stages * ulp(largest);
}
