import { type Chip, outsideValid } from '@kirchhoff/model';
import { outsideRange } from '../messages/values.js';
import { applyRules } from './apply-rules.js';
import type { Checker } from './checker.js';
import { named, type Finishing } from './finish.js';
import { idleChoices, warnOfIdle } from './idle.js';
import { chipRules } from './rules.js';
import { originAt } from './origin-at.js';
import type { StructNode } from './node.js';

/** A chip: its parts fit together (rules.ts), its device is used where it was measured. */
export function finishChip(struct: StructNode, finishing: Finishing): Chip | undefined {
  if (finishing.broken) return undefined;
  const { checker } = finishing;
  const chip = { ...named(finishing), ...finishing.plain } as unknown as Chip;
  const fine = applyRules(chipRules, chip, struct, checker);
  warnOfIdle(idleChoices, chip, struct, checker);
  return isMeasured(struct, chip, checker) && fine ? chip : undefined;
}

/** Currents at the read voltage stay within the range that was measured (K312); true when there is nothing to report. */
function isMeasured(struct: StructNode, { device, inputs }: Chip, checker: Checker): boolean {
  const outside = outsideValid(device, inputs.readVoltage);
  if (!outside) return true;
  const at = originAt(struct, 'inputs.read_voltage') ?? originAt(struct, 'device.on_state');
  const place = at?.uri === struct.origin.uri ? at : struct.origin;
  checker.report(outsideRange(place, `device ${device.name}`, outside));
  return false;
}
