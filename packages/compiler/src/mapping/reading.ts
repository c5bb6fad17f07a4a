import type { PlanChip, PlanLayerMapping } from '@kirchhoff/plan';
import { convertedColumns } from './cells.js';

/** A cell's variance, as formed and as a packed plane [bytes]. */
const perNoisyCell = 8;
/** The deviation of one code of one converter [bytes]. */
const perCode = 4;

/** What reading holds beside the cells [bytes]: variances where cells make noise, every code's deviation with inl or dnl. */
export function readingBytes(chip: PlanChip, layers: readonly PlanLayerMapping[], cells: number): number {
  const { adc, device } = chip;
  const variances = device.readNoise === null ? 0 : perNoisyCell * cells;
  if (adc === null || adc.inl + adc.dnl === 0) return variances;
  const converters = layers.reduce(
    (sum, layer) => sum + layer.groups * layer.rowTiles.length * convertedColumns(chip, layer),
    0,
  );
  return variances + perCode * 2 ** adc.bits * converters;
}
