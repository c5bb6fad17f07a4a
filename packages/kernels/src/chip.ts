import type { Converter } from './convert/converter.js';
import { converterRefusals } from './convert/refusals.js';
import { isDifferential } from './convert/site.js';
import type { InputSettings } from './input/coding.js';
import { inputRefusals } from './input/quantise.js';
import type { WeightMapping } from './map/mapping.js';
import { mappingRefusals, targetRefusals } from './map/refusals.js';
import { readNoiseRefusals } from './noise/refusals.js';
import type { Device } from './program/device.js';
import { programmingRefusals } from './program/refusals.js';
import type { WireResistances } from './wires/resistances.js';
import { broken, must, type Refusal } from './refusal.js';

/** The parts of a chip that kernels compute with; a plan's chip satisfies it. */
export interface AnalogChip {
  readonly device: Device;
  readonly adc: Converter | null;
  readonly array: WireResistances;
  readonly weights: WeightMapping;
  readonly inputs: InputSettings;
}

/** Everything about a chip that cannot be computed: contradictions of the model, and what is not built. */
export function chipRefusals(chip: AnalogChip): readonly Refusal[] {
  const { array } = chip;
  const wires = (['wireResistance', 'driverResistance', 'senseResistance'] as const).map((name) =>
    must(
      `array.${name}`,
      array[name],
      array[name] >= 0 && Number.isFinite(array[name]),
      'finite and not negative',
    ),
  );
  return [
    ...targetRefusals(chip.device),
    ...programmingRefusals(chip.device),
    ...readNoiseRefusals(chip.device),
    ...mappingRefusals(chip.weights),
    ...inputRefusals(chip.inputs),
    ...converterRefusals(chip.adc, isDifferential(chip.weights)),
    ...broken(wires),
  ];
}
