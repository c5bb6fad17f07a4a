import { type Chip, outsideValid, type Outside } from '@kirchhoff/model';
import { changesNothing } from '../messages/statistics.js';
import { contradiction, outsideRange } from '../messages/values.js';
import type { Entry } from './axis.js';
import type { Checker } from './checker.js';
import { gapOf, reportGap } from './coverage.js';
import { deviceRules, onChip } from './device-rules.js';
import { idleChoices, worded } from './idle.js';
import { camel, type StructNode } from './node.js';
import { chipRules } from './rules.js';

/** What an axis or a search puts into a field of the experiment. */
export interface Moved {
  /** Keys of the model from the experiment. */
  readonly path: readonly string[];
  readonly entries: readonly Entry[];
  /** What the model holds, entry by entry. */
  readonly values: readonly unknown[];
  /** What to write instead of a value that does not fit. */
  readonly fix: string;
}

/** One value in its place. */
interface Tried {
  readonly entry: Entry;
  readonly fix: string;
  readonly before: Chip;
  readonly chip: Chip;
  /** The path below the chip that this axis moves, and those that others move. */
  readonly path: string;
  readonly others: readonly string[];
}

/** Puts every value into the chip and applies the rules of the chip and of its device; true when there is nothing to report. */
export function valuesFit(moved: readonly Moved[], root: StructNode, checker: Checker): boolean {
  const node = root.values.get('chip');
  const chip = node?.kind === 'struct' ? (node.model as Chip | undefined) : undefined;
  if (!chip) return true;
  const inside = moved.filter(({ path }) => path[0] === 'chip' && path.length > 1);
  return inside.map((axis) => axisFits(axis, inside, chip, checker)).every((fine) => fine);
}

function axisFits(axis: Moved, all: readonly Moved[], before: Chip, checker: Checker): boolean {
  const keys = axis.path.slice(1);
  const others = all.filter((other) => other !== axis).map((other) => other.path.slice(1).join('.'));
  for (const [n, entry] of axis.entries.entries()) {
    if (entry.node.kind === 'poison') continue;
    const chip = withValue(before, keys, axis.values[n]) as Chip;
    const tried = { entry, fix: axis.fix, before, chip, path: keys.join('.'), others };
    if (!(obeysRules(tried, checker) && isMeasured(tried, checker) && isCovered(tried, checker)))
      return false;
    warnIdle(tried, checker);
  }
  return true;
}

const rules = [...chipRules, ...deviceRules.map(onChip)];

function obeysRules({ entry, fix, before, chip, others }: Tried, checker: Checker): boolean {
  const rule = rules.find(
    ({ fields, breaks }) => !isMoved(fields, others) && breaks(chip) && !breaks(before),
  );
  if (!rule) return true;
  checker.report(
    contradiction(entry.node.kind === 'poison' ? chip.origin : entry.node.origin, {
      title: rule.title(chip),
      label: `${entry.label} does not fit`,
      why: rule.why,
      fixes: [fix],
    }),
  );
  return false;
}

const statesBehind: Readonly<Record<Outside['field'], readonly string[]>> = {
  on_state: ['device.on_state', 'inputs.read_voltage'],
  off_state: ['device.on_state', 'device.on_off_ratio', 'inputs.read_voltage'],
  'drift.time': ['device.drift.time'],
  'relaxation.time': ['device.relaxation.time'],
};

function isMeasured({ entry, chip, before, others }: Tried, checker: Checker): boolean {
  const { device, inputs } = chip;
  const outside = outsideValid(device, inputs.readVoltage);
  if (!outside || entry.node.kind === 'poison' || isMoved(statesBehind[outside.field], others)) return true;
  if (outsideValid(before.device, before.inputs.readVoltage)) return true;
  checker.report(outsideRange(entry.node.origin, `device ${device.name}`, outside));
  return false;
}

function isCovered({ entry, chip, others }: Tried, checker: Checker): boolean {
  const behind = [
    'device.on_state',
    'device.on_off_ratio',
    'device.programming_variation',
    'device.read_noise',
  ];
  const gap = isMoved(behind, others) ? undefined : gapOf(chip.device);
  if (!gap || entry.node.kind === 'poison') return true;
  reportGap(entry.node.origin, gap, checker);
  return false;
}

function warnIdle({ entry, before, chip, path, others }: Tried, checker: Checker): void {
  const choice = idleChoices.find(
    ({ fields, idle }) => !isMoved(fields, others) && idle(chip) && !idle(before),
  );
  if (!choice || entry.node.kind === 'poison') return;
  const words = worded(choice, chip);
  const own = overlaps(choice.fields[0], path);
  checker.report(changesNothing(entry.node.origin, own ? words : { ...words, label: 'with this value' }));
}

/** Whether other axes move one of the fields: then the compiler looks at every point. */
const isMoved = (fields: readonly string[], others: readonly string[]): boolean =>
  fields.some((field) => others.some((other) => overlaps(field, other)));

function overlaps(field: string, other: string): boolean {
  const path = field.split('.').map(camel).join('.');
  return path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`);
}

function withValue(target: unknown, keys: readonly string[], value: unknown): unknown {
  if (keys.length === 0) return value;
  const [key, ...rest] = keys;
  const object = (typeof target === 'object' && target !== null ? target : {}) as Readonly<
    Record<string, unknown>
  >;
  return { ...object, [key]: withValue(object[key], rest, value) };
}
