import type { Adc, Chip, Host } from '@kirchhoff/model';
import type { PlanAdc, PlanChip } from '@kirchhoff/plan';
import { planDevice } from './device.js';

function rangeOf(range: Adc['range']): PlanAdc['range'] {
  if (range.kind === 'worst_case') return { kind: 'worst_case' };
  if (range.kind === 'calibrated') return { kind: 'calibrated', keep: range.keep.value, per: range.per };
  const unit =
    range.high.dimension === 'current' || range.low.dimension === 'current' ? 'ampere' : 'normalised';
  return { kind: 'fixed', low: range.low.value, high: range.high.value, unit };
}

const planAdc = (adc: Adc): PlanAdc => ({
  bits: adc.bits.value,
  range: rangeOf(adc.range),
  gainError: adc.gainError?.value ?? 0,
  offsetError: adc.offsetError?.value ?? 0,
  inl: adc.inl?.value ?? 0,
  dnl: adc.dnl?.value ?? 0,
  noise: adc.noise?.value ?? 0,
});

function weightsOf({ weights }: Chip): PlanChip['weights'] {
  const { scheme } = weights;
  const automatic = scheme.kind === 'digital_offset' ? 'digital' : 'analog';
  return {
    scheme: scheme.kind,
    centred: scheme.kind === 'differential_pair' && scheme.centred,
    subtract: weights.subtract === 'automatic' ? automatic : weights.subtract,
    cells: weights.cells.value,
    columns: weights.columns.value,
    bits: weights.bits?.value ?? null,
    cellBits: weights.cellBits?.value ?? null,
    scale: weights.scale,
    keep: weights.keep.value,
    bias: weights.bias,
  };
}

function inputsOf({ inputs }: Chip): PlanChip['inputs'] {
  const { range } = inputs;
  return {
    bits: inputs.bits === 'none' ? null : inputs.bits.value,
    encoding: inputs.encoding,
    sliceBits: inputs.sliceBits.value,
    range:
      range.kind === 'calibrated'
        ? { kind: 'calibrated', keep: range.keep.value }
        : { kind: 'fixed', low: range.low.value, high: range.high.value },
    readVoltage: inputs.readVoltage.value,
  };
}

/** A chip as the plan records it. */
export const planChip = (chip: Chip, host: Host): PlanChip => ({
  device: planDevice(chip.device, host),
  adc: chip.adc === 'ideal' ? null : planAdc(chip.adc),
  array: {
    rows: chip.array.size[0]!,
    columns: chip.array.size[1] ?? chip.array.size[0]!,
    activeRows: chip.array.activeRows === 'all' ? null : chip.array.activeRows.value,
    partition: chip.array.partition,
    wireResistance: chip.array.wireResistance?.value ?? 0,
    driverResistance: chip.array.driverResistance.value,
    senseResistance: chip.array.senseResistance.value,
  },
  weights: weightsOf(chip),
  inputs: inputsOf(chip),
});
